# Shows that haven and PSPP read what koe writes. In the repository's folder, after `KOE_BLESS=1 cargo test --test it data::what_is`:
#   Rscript tests/scripts/spss_written.R
# What they read is recorded in tests/golden/spss/*.txt; look at the difference before committing it.
library(haven)
folder <- "tests/golden/spss"
for (name in c("written.sav", "written.zsav")) {
  data <- read_sav(file.path(folder, name), user_na = TRUE)
  sink(file.path(folder, paste0(name, ".haven.txt")))
  for (variable in names(data)[c(1:8, 306:313)]) {
    cat("==", variable, "\n")
    cat("label:", attr(data[[variable]], "label"), "\n")
    labels <- attr(data[[variable]], "labels")
    cat(paste0("  ", unname(labels), " = ", names(labels), "\n"), sep = "")
    cat("missing:", attr(data[[variable]], "na_values"), attr(data[[variable]], "na_range"), "\n")
    print(as.vector(unclass(data[[variable]])))
  }
  sink()
}
system(paste("pspp -O format=txt -O width=120 -o", file.path(folder, "written.pspp.txt"), "tests/scripts/spss_written.sps"))
