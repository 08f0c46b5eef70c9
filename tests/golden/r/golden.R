# The table of golden numbers: every figure of it, to the digits printed there.

golden_table <- function() {
  d <- data60()
  d$m1 <- d$m1 == 1; d$m2 <- d$m2 == 1; d$one <- 1; d$N <- 900; d$qf <- factor(d$q)
  D <- svydesign(ids = ~1, weights = ~w, data = d)
  F <- svydesign(ids = ~1, data = d, fpc = ~N)
  T <- table(d$q, d$g)
  chi <- chisq.test(T, correct = FALSE)
  m1 <- svymean(~as.numeric(m1), D)
  rs <- svychisq(~m1 + q, D)
  t <- svyttest(v ~ m1, D)
  by <- svyby(~as.numeric(m1), ~qf, D, svymean, covmat = TRUE)
  contrast <- svycontrast(by, c("0" = 1, "1" = -1))
  ci <- attr(svyciprop(~m1, F, method = "logit"), "ci")
  wilson <- prop.test(sum(d$m2), 60, correct = FALSE)$conf.int
  welch <- t.test(v ~ m1, d)
  start <- svydesign(ids = ~1, weights = rep(15, 60), data = transform(d, q = factor(q)))
  raked <- rake(start, list(~g, ~q), list(data.frame(g = c("a", "b", "c"), Freq = c(270, 360, 270)), data.frame(q = factor(0:2), Freq = c(400, 300, 200))),
                control = list(maxit = 1000, epsilon = 1e-12))
  w <- weights(raked)
  expect <- function(what, got, printed) {
    got <- as.numeric(got); printed <- as.numeric(printed)
    if (length(got) != length(printed) || any(abs(got - printed) > 2e-9 * abs(printed))) stop(paste("golden table:", what, paste(got, collapse = " ")))
  }
  expect("chi-square", c(chi$statistic, chi$p.value, sqrt(chi$statistic / (60 * 2))), c(1.99398496240601, 0.736865285006789, 0.128905164184308))
  expect("stdres", chi$stdres[1, ], c(0.774596669241483, -0.387298334620742, -0.387298334620742))
  expect("fisher", fisher.test(T)$p.value, 0.785678089293961)
  expect("kish", kish(d$w), 57.6190476190476)
  expect("svymean", c(coef(m1), SE(m1)), c(0.454545454545455, 0.0656412447964059))
  expect("svychisq", c(rs$statistic, rs$parameter, rs$p.value), c(0.0242955984013731, 1.99982455452822, 117.989648717165, 0.975995412043634))
  expect("svyttest", c(t$statistic, t$p.value), c(0.435162952697838, 0.665059197449408))
  expect("svycontrast", c(coef(contrast), SE(contrast)), c(0.0295031055900621, 0.158459831420392))
  expect("fpc", c(SE(svymean(~as.numeric(m1), F)), ci), c(0.0628872185733079, 0.376754167893775, 0.623245832106225))
  expect("wilson", wilson, c(0.473660534920408, 0.714305094651174))
  expect("welch", c(welch$statistic, welch$parameter, welch$p.value), c(-0.436885092088632, 57.9995899275819, 0.663816956111093))
  expect("rake", c(min(w), max(w), 100 * kish(w) / 60), c(9.34387583625726, 24.2984672757418, 91.9451002045521))
  expect("rake design", c(coef(svymean(~as.numeric(m1), raked)), SE(svymean(~as.numeric(m1), raked))), c(0.497887018414582, 0.0678238355222818))

  # What calls.R puts in the place of a named call, because the call cannot be told the df of a design or stops too early.
  t <- read_data("projects/town/data/town.csv")
  S <- new_design(nrow(t), as.numeric(t$w), NULL, as.integer(t$part), c(40, 700, 900))
  y <- t$pays == "1"
  D <- svy(S, list(y = y + 0))
  all <- rep(TRUE, S$n); some <- t$sex == "1"
  expect("Korn-Graubard with strata", calls$ci(S, all, y, "exact", .9), attr(svyciprop(~y, D, method = "beta", level = .9), "ci"))
  near <- function(what, a, b) if (any(abs(a / b - 1) > 1e-6)) stop(what)
  near("logit", calls$ci(S, some, y, "logit", .95), as.numeric(attr(svyciprop(~y, D[some, ], method = "logit", df = S$n - 3), "ci")))
  t1 <- calls$rest(S, some & t$sex != "", t$sex == "2", y)$statistic
  axis <- calls$axis(S, list(some, t$sex == "2"), all, y)
  t2 <- svycontrast(axis, c(g1 = 1, g2 = -1))
  expect("svyttest and svycontrast", coef(t2) / SE(t2), t1)
}
