# Standard errors that take the fitting of weights to targets into account: rake and calibrate designs of `survey`.
# Rscript make.R writes expected.json; the data are those of the golden numbers (i = 1..60), no random numbers.
suppressMessages(library(survey))
i <- 1:60
d <- data.frame(g = letters[i %% 3 + 1], q = (i %/% 7) %% 3, m1 = as.numeric(i %% 2 == 0), v = (i * 37) %% 101,
                w = 1 + (i %% 4) / 4, s = i %% 2, N = 900)
d$Ns <- ifelse(d$s == 0, 300, 600)
counts <- list(data.frame(g = c("a", "b", "c"), Freq = c(270, 360, 270)), data.frame(q = 0:2, Freq = c(400, 300, 200)))
totals <- c("(Intercept)" = 900, gb = 360, gc = 270, "factor(q)1" = 300, "factor(q)2" = 200)
rows <- list()
add <- function(id, value) rows[[length(rows) + 1]] <<- sprintf('  { "id": "%s", "value": %.17g }', id, value)
# Means of a domain by svymean; a comparison by svytotal of the difference of the linearised values.
linear <- function(D, y, domain) { w <- weights(D); b <- as.numeric(domain); b * (y - sum(w * b * y) / sum(w * b)) / sum(w * b) }
mean_of <- function(D, y, domain) { w <- weights(D); sum(w * domain * y) / sum(w * domain) }
compare <- function(D, y, a, b) {
  D <- update(D, z = linear(D, y, a) - linear(D, y, b))
  (mean_of(D, y, a) - mean_of(D, y, b)) / as.numeric(SE(svytotal(~z, D)))
}
figures <- function(name, D) {
  m <- svymean(~m1, D); add(paste0(name, " m1"), coef(m)); add(paste0(name, " m1 se"), SE(m))
  v <- svymean(~v, D); add(paste0(name, " v"), coef(v)); add(paste0(name, " v se"), SE(v))
  for (k in 0:2) {
    part <- svymean(~m1, subset(D, q == k))
    add(paste0(name, " q", k), coef(part)); add(paste0(name, " q", k, " se"), SE(part))
  }
  add(paste0(name, " q0-q1 t"), compare(D, d$m1, d$q == 0, d$q == 1))
  add(paste0(name, " v q0-q2 t"), compare(D, d$v, d$q == 0, d$q == 2))
  add(paste0(name, " q0-rest t"), compare(D, d$m1, d$q == 0, d$q != 0))
}
even <- svydesign(ids = ~1, weights = rep(15, 60), data = d)
figures("rake", calibrate(even, ~g + factor(q), totals, calfun = "raking", maxit = 1000, epsilon = 1e-12))
figures("golden", rake(even, list(~g, ~q), counts, control = list(maxit = 1000, epsilon = 1e-9)))
figures("linear", calibrate(even, ~g + factor(q), totals, calfun = "linear"))
start <- svydesign(ids = ~1, weights = ~w, data = d)
figures("start", calibrate(start, ~g + factor(q), totals, calfun = "raking", maxit = 1000, epsilon = 1e-12))
finite <- svydesign(ids = ~1, weights = rep(15, 60), fpc = ~N, data = d)
figures("finite", calibrate(finite, ~g + factor(q), totals, calfun = "raking", maxit = 1000, epsilon = 1e-12))
strata <- svydesign(ids = ~1, strata = ~s, weights = rep(15, 60), fpc = ~Ns, data = d)
figures("strata", calibrate(strata, ~g + factor(q), totals, calfun = "raking", maxit = 1000, epsilon = 1e-12))
writeLines(c("[", paste(unlist(rows), collapse = ",\n"), "]"), "expected.json")
