# What other programs make of the 60 cases of tests/golden/r/data/d60.csv (statistics.md section 11).
# Rscript tests/golden/reconcile/reference.R > tests/golden/reconcile/reference.json   (from the repository's root)
suppressMessages({library(survey); library(jsonlite)})
d <- read.csv("tests/golden/r/data/d60.csv")
z_of <- function(x, n, correct = FALSE) {
  t <- suppressWarnings(prop.test(x, n, correct = correct))
  list(value = 100 * x[1] / n[1], n = n[1], statistic = sign(x[1] / n[1] - x[2] / n[2]) * sqrt(as.numeric(t$statistic)), p = t$p.value)
}
a <- d$q == 0; b <- d$q == 1
w <- d$w; y <- d$m1
share <- function(g, w) sum(w[g] * y[g]) / sum(w[g])
kish <- function(g) sum(w[g])^2 / sum(w[g]^2)
weighted <- list(
  `naive-n` = z_of(c(share(a, w) * sum(a), share(b, w) * sum(b)), c(sum(a), sum(b))),
  `weight-sum-n` = z_of(c(sum((w * y)[a]), sum((w * y)[b])), c(sum(w[a]), sum(w[b]))),
  `kish-n` = z_of(c(share(a, w) * kish(a), share(b, w) * kish(b)), c(kish(a), kish(b))),
  `rounded-weights` = {r <- floor(w + 0.5); z_of(c(sum((r * y)[a]), sum((r * y)[b])), c(sum(r[a]), sum(r[b])))},
  unweighted = z_of(c(sum(y[a]), sum(y[b])), c(sum(a), sum(b))))
# m2 by q: 0 against 1.
u <- a; v <- b; y2 <- d$m2
plain <- list(
  yates = z_of(c(sum(y2[u]), sum(y2[v])), c(sum(u), sum(v)), TRUE),
  unpooled = {
    p <- c(mean(y2[u]), mean(y2[v])); n <- c(sum(u), sum(v)); z <- (p[1] - p[2]) / sqrt(sum(p * (1 - p) / n))
    list(value = 100 * p[1], n = n[1], statistic = z, p = 2 * pnorm(-abs(z)))
  })
# m2 by q: 0 against everyone.
total <- list(`against-total` = z_of(c(sum(y2[a]), sum(y2)), c(sum(a), nrow(d))))
D <- svydesign(ids = ~1, weights = ~w, data = d)
co <- svycontrast(svyby(~m1, ~q, D, svymean, covmat = TRUE), c(`0` = 1, `1` = -1))
t_co <- as.numeric(coef(co) / SE(co))
population <- list(`no-population` = list(value = 100 * share(a, w), n = sum(a), statistic = t_co, p = 2 * pt(-abs(t_co), nrow(d) - 1)))
t_eq <- t.test(d$v[d$m1 == 0], d$v[d$m1 == 1], var.equal = TRUE)
mean_t <- list(`equal-variances` = list(value = mean(d$v[d$m1 == 0]), n = sum(d$m1 == 0), statistic = as.numeric(t_eq$statistic), p = t_eq$p.value))
# Overlapping axis: those with m1 against those with m2, share of q = 0.
A <- d$m1 == 1; B <- d$m2 == 1; q0 <- d$q == 0
n1 <- sum(A); n2 <- sum(B); n12 <- sum(A & B); p1 <- mean(q0[A]); p2 <- mean(q0[B]); p <- (sum(q0[A]) + sum(q0[B])) / (n1 + n2)
spss <- (p1 - p2) / sqrt(p * (1 - p) * (1 / n1 + 1 / n2 - 2 * n12 / (n1 * n2)))
s <- data.frame(id = c(which(A), which(B), which(!A & !B)), k = c(rep("m1", n1), rep("m2", n2), rep("none", sum(!A & !B))))
s$y <- as.numeric(q0[s$id])
by <- svyby(~y, ~k, suppressWarnings(svydesign(ids = ~id, data = s)), svymean, covmat = TRUE)
cl <- svycontrast(by, c(m1 = 1, m2 = -1)); tl <- as.numeric(coef(cl) / SE(cl))
overlap <- list(
  own = list(value = 100 * p1, n = n1, statistic = tl, p = NULL),
  `overlap-ignored` = z_of(c(sum(q0[A]), sum(q0[B])), c(n1, n2)),
  `overlap-spss` = list(value = 100 * p1, n = n1, statistic = spss, p = 2 * pnorm(-abs(spss))))
cat(toJSON(list(weighted = weighted, plain = plain, total = total, population = population, mean = mean_t, overlap = overlap),
           digits = NA, auto_unbox = TRUE, pretty = TRUE, null = "null"), "\n")
