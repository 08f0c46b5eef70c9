# Weighting schemes of the project `town`, by postStratify and calibrate.

town <- data_town()
town_text <- as.data.frame(lapply(town, as.character))

# A factor with the missing answers as a category of their own.
with_missing <- function(x) factor(ifelse(x == "", "missing", x))

# Targets as sums of weights: those without an answer keep what they start with, the others share the rest.
shared_out <- function(x, shares, start) {
  f <- with_missing(x); total <- sum(start)
  kept <- sum(start[f == "missing"])
  sapply(levels(f), function(code) if (code == "missing") kept else shares[[code]] * (total - kept))
}

calibrated <- function(parts, start, calfun) {
  data <- data.frame(lapply(parts, function(part) with_missing(part$x)), .w = start)
  names(data) <- c(paste0("x", seq_along(parts)), ".w")
  formula <- as.formula(paste("~", paste0("x", seq_along(parts), collapse = "+")))
  D <- svydesign(ids = ~1, weights = ~.w, data = data)
  sums <- lapply(seq_along(parts), function(k) {
    sums <- shared_out(parts[[k]]$x, parts[[k]]$shares, start)[-1]
    setNames(sums, paste0("x", k, names(sums)))
  })
  population <- c("(Intercept)" = sum(start), unlist(sums))
  unname(weights(calibrate(D, formula, population, calfun = calfun, epsilon = 1e-13, maxit = 500)))
}

scaled <- function(w, total) w * total / sum(w)

sex2 <- list("1" = .49, "2" = .51)
age6 <- list("1" = .15, "2" = .15, "3" = .18, "4" = .18, "5" = .16, "6" = .18)
area4 <- list("1" = .30, "2" = .25, "3" = .25, "4" = .20)
age_group <- function(x) ifelse(x == "", "", c("1", "1", "2", "2", "3", "3")[as.integer(ifelse(x == "", 1, x))])

scheme <- list(
  col = function(t) as.numeric(t$w),
  cell = function(t) {
    shares <- c("1*1" = .16, "1*2" = .14, "1*3" = .13, "1*4" = .08, "2*1" = .15, "2*2" = .15, "2*3" = .11, "2*4" = .08)
    cell <- ifelse(t$sex == "", "", paste0(t$sex, "*", t$area))
    sums <- shared_out(cell, as.list(shares), rep(1, nrow(t)))
    data <- data.frame(cell = with_missing(cell), one = 1)
    D <- svydesign(ids = ~1, weights = ~one, data = data)
    unname(weights(postStratify(D, ~cell, data.frame(cell = names(sums), Freq = sums))))
  },
  rake = function(t) calibrated(list(list(x = t$sex, shares = sex2), list(x = t$age, shares = age6), list(x = t$area, shares = area4)), rep(1, nrow(t)), "raking"),
  rakex = function(t) {
    has <- t$sex != "" & t$age != ""
    w <- rep(NA, nrow(t))
    w[has] <- calibrated(list(list(x = t$sex[has], shares = sex2), list(x = age_group(t$age[has]), shares = list("1" = .30, "2" = .36, "3" = .34))), rep(1, sum(has)), "raking")
    w
  },
  rakestart = function(t) calibrated(list(list(x = t$sex, shares = sex2), list(x = t$area, shares = area4)), scaled(as.numeric(t$w), nrow(t)), "raking"),
  rakecount = function(t) calibrated(list(list(x = t$area, shares = area4), list(x = t$part, shares = list("1" = 40 / 1200, "2" = 660 / 1200, "3" = 500 / 1200))),
                                     rep(1200 / nrow(t), nrow(t)), "raking"),
  greg = function(t) {
    has <- t$sex != ""
    w <- rep(NA, nrow(t))
    w[has] <- calibrated(list(list(x = t$sex[has], shares = sex2), list(x = t$area[has], shares = area4)), rep(1, sum(has)), "linear")
    w
  })

town_weights <- lapply(scheme, function(make) make(town_text))

margins_of <- list(
  cell = list("sex*area" = list("1*1" = .16, "1*2" = .14, "1*3" = .13, "1*4" = .08, "2*1" = .15, "2*2" = .15, "2*3" = .11, "2*4" = .08)),
  rake = list(sex = sex2, age = age6, area = area4), rakex = list(sex = sex2, age3 = list("1" = .30, "2" = .36, "3" = .34)),
  rakestart = list(sex = sex2, area = area4), rakecount = list(area = area4, part = list("1" = 40 / 1200, "2" = 660 / 1200, "3" = 500 / 1200)),
  greg = list(sex = sex2, area = area4))

weight_requests <- function() {
  one <- function(id) {
    w <- town_weights[[id]]; has <- !is.na(w); v <- w[has]; n <- length(v)
    at <- function(rest) sprintf("[id=%s].%s", id, rest)
    checks <- list(check(at("n"), n), check(at("effective_n"), kish(v)), check(at("efficiency"), 100 * kish(v) / n),
                   check(at("design_effect"), n / kish(v)), check(at("min"), min(v) / mean(v)), check(at("max"), max(v) / mean(v)))
    if (id != "col") checks <- c(checks, list(check(at("converged"), TRUE), list(path = at("margin_error"), max = 1e-9)))
    for (question in names(margins_of[[id]])) for (code in names(margins_of[[id]][[question]])) for (key in c("target", "achieved"))
      checks <- c(checks, list(check(at(sprintf("margins[question=%s,code=%s].%s", question, code, key)), margins_of[[id]][[question]][[code]])))
    for (case in which(has)[c(1, 8, 100, 250, n)])
      checks <- c(checks, list(check(at(sprintf("weights[case=%s].weight", town_text$id[case])), w[case])))
    list(id = paste0("weights-", id), about = paste("Weighting report, scheme", id), project = "projects/town",
         args = c("--survey", "plain", "--cases", "--json"), checks = checks)
  }
  trimmed <- list(id = "weights-trimmed", about = "Raked and trimmed: no R call gives the same weights; the limits and the targets must hold", project = "projects/town",
    args = c("--survey", "plain", "--cases", "--json"),
    checks = list(list(path = "[id=trimmed].margin_error", max = 1e-6), list(path = "[id=trimmed].max", max = 1.6 * (1 + 1e-6)),
                  list(path = "[id=trimmed].min", min = .6 * (1 - 1e-6)), check("[id=trimmed].margins[question=area,code=2].achieved", .25, 1e-6)))
  c(lapply(names(town_weights), one), list(trimmed))
}
