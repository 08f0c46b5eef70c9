# Reference values of Fisher's exact test for tables of many shapes: `Rscript make.R > expected.csv`.
#
# One line per table: p, then the rows of the table, cells joined by spaces and rows by semicolons. A table that R itself
# cannot finish in the workspace is left out.

set.seed(20231107)
draw <- function(r, c, n, strength) {
  rows <- rgamma(r, 2)
  columns <- rgamma(c, 1.5)
  shape <- outer(rows, columns) * exp(rnorm(r * c, 0, strength))
  matrix(rmultinom(1, n, shape), r, c)
}
shapes <- list(c(2, 2), c(2, 3), c(3, 2), c(2, 6), c(7, 2), c(3, 3), c(3, 4), c(5, 3), c(4, 4), c(4, 5), c(5, 5), c(3, 8), c(6, 6), c(10, 3))
sizes <- c(12, 30, 70, 150, 300)
cat("p,table\n")
for (shape in shapes) for (n in sizes) for (strength in c(0, 0.5)) {
  # Large tables with many cells take R minutes: those stay small.
  if (prod(shape - 1) * log(n) > 50) next
  table <- draw(shape[1], shape[2], n, strength)
  table <- table[rowSums(table) > 0, colSums(table) > 0, drop = FALSE]
  if (min(dim(table)) < 2) next
  p <- tryCatch(fisher.test(table, workspace = 2e8)$p.value, error = function(e) NA)
  if (is.na(p)) next
  cat(sprintf("%.17g", p), ",", paste(apply(table, 1, paste, collapse = " "), collapse = ";"), "\n", sep = "")
}
