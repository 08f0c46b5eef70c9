# Comparisons the table format has no place for yet: shares of the same people, waves.

other_references <- function() {
  t <- read_data("projects/town/data/town.csv")
  n <- nrow(t); plain <- new_design(n)
  designs <- list(plain = plain, weighted = new_design(n, as.numeric(t$w)), strata = new_design(n, as.numeric(t$w), NULL, as.integer(t$part), c(40, 700, 900)))
  out <- list()
  add <- function(id, about, values) {
    checks <- lapply(names(values), function(key) check(key, values[[key]]))
    out[[length(out) + 1]] <<- list(id = id, about = about, project = "projects/town", args = character(), checks = checks)
  }
  # Two shares or means with domains of their own, by the stacked recipe; formulas.R must say the same.
  same <- function(id, about, a, b, in_a, in_b) for (name in names(designs)) {
    S <- designs[[name]]
    rows <- rbind(data.frame(row = which(in_a), k = "a", y = a[in_a] + 0), data.frame(row = which(in_b), k = "b", y = b[in_b] + 0))
    others <- setdiff(1:n, rows$row)
    if (length(others)) rows <- rbind(rows, data.frame(row = others, k = "none", y = 0))
    by <- svyby(~y, ~k, svy(S, list(y = rows$y, k = rows$k), rows$row), svymean, covmat = TRUE)
    c <- svycontrast(by, c(a = 1, b = -1))
    t <- as.numeric(coef(c) / SE(c))
    ua <- influence(S, in_a, ifelse(in_a, a, 0)); ub <- influence(S, in_b, ifelse(in_b, b, 0))
    stopifnot(abs((ua$p - ub$p) / sqrt(variance(S, ua$u - ub$u)) / t - 1) < 1e-10)
    add(paste(id, name, sep = "-"), paste0(about, " (design: ", name, ")"),
        list(difference = as.numeric(coef(c)), se = as.numeric(SE(c)), statistic = t, df = df_design(S), p = 2 * pt(-abs(t), df_design(S))))
  }
  everyone <- rep(TRUE, n)
  same("items-share", "share of i1 = 1 less share of i2 = 1, each among those who answered the item", t$i1 == "1", t$i2 == "1", t$i1 != "", t$i2 != "")
  same("items-mean", "mean score (4 less the code) of i1 less that of i3", 4 - as.numeric(ifelse(t$i1 == "", 4, t$i1)), 4 - as.numeric(ifelse(t$i3 == "", 4, t$i3)), t$i1 != "", t$i3 != "")
  same("options", "know1 marked less know2 marked, of all", t$know1 == "1", t$know2 == "1", everyone, everyone)
  same("net-member", "know1 or know2 marked less know1 marked, of all", t$know1 == "1" | t$know2 == "1", t$know1 == "1", everyone, everyone)
  same("waves-linked", "after = 1 less before = 1 of the same respondents", t$after == "1", t$before == "1", everyone, everyone)
  T <- table(t$before, t$after)
  m <- mcnemar.test(T, correct = FALSE)
  add("waves-mcnemar", "before by after, McNemar without correction", list(statistic = as.numeric(m$statistic), df = as.numeric(m$parameter), p = m$p.value))
  # Two independent waves: everyone of 1500 before, the first 300 cases of 1100 after.
  first <- new_design(n, NULL, 1500); later <- new_design(300, NULL, 1100)
  m1 <- svymean(~y, svy(first, list(y = (t$before == "1") + 0))); m2 <- svymean(~y, svy(later, list(y = (t$after[1:300] == "1") + 0)))
  z <- as.numeric((coef(m2) - coef(m1)) / sqrt(SE(m1)^2 + SE(m2)^2))
  add("waves-independent", "before = 1 of all cases (N = 1500) as the earlier wave, after = 1 of cases 1 to 300 (N = 1100) as the later", list(difference = as.numeric(coef(m2) - coef(m1)), statistic = z, p = 2 * pnorm(-abs(z))))
  out
}
