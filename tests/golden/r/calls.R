# Every number by the R call that the definitions name. A design `S` is a list: n; w, N, strata, sizes (NULL where absent).

suppressMessages({ library(survey); library(jsonlite) })
options(survey.lonely.psu = "fail", warn = 1)

new_design <- function(n, w = NULL, N = NULL, strata = NULL, sizes = NULL) {
  S <- list(n = n, w = w, N = N, strata = strata, sizes = sizes, H = if (is.null(strata)) 1 else length(unique(strata)))
  S$simple <- is.null(w) && is.null(N) && is.null(strata)
  S$W <- if (is.null(w)) rep(1, n) else w
  # Population of each respondent's stratum; Inf is none.
  S$fpc <- if (!is.null(strata)) { if (is.null(sizes)) rep(Inf, n) else ifelse(is.na(sizes[strata]), Inf, sizes[strata]) } else if (!is.null(N)) rep(N, n) else rep(Inf, n)
  S$stratum <- if (is.null(strata)) rep(1, n) else strata
  S
}

# The survey design with the given columns in it. Made once of all respondents; domains are subsets of it.
svy <- function(S, columns, rows = seq_len(S$n)) {
  data <- data.frame(columns, .id = rows, .w = S$W[rows], .s = S$stratum[rows], .f = S$fpc[rows])
  strata <- if (is.null(S$strata)) NULL else ~.s
  fpc <- if (all(is.infinite(S$fpc))) NULL else ~.f
  svydesign(ids = ~.id, strata = strata, fpc = fpc, weights = ~.w, data = data)
}

df_design <- function(S) S$n - S$H

calls <- list()

# Standard error of a share or mean of y among `rows`.
calls$se <- function(S, rows, y) {
  if (!any(rows)) return(NA)
  if (S$simple) return(sd(y[rows]) / sqrt(sum(rows)))
  D <- svy(S, list(y = as.numeric(ifelse(rows, y, 0))))
  as.numeric(SE(svymean(~y, D[rows, ])))
}

kish <- function(w) sum(w)^2 / sum(w^2)

calls$ci <- function(S, rows, y, method, level) {
  m <- sum(rows)
  if (m == 0) return(c(NA, NA))
  x <- sum(y[rows]); tail <- 1 - (1 - level) / 2
  edge <- x == 0 || x == m
  if (is.null(method)) method <- if (S$simple) "wilson" else "logit"
  if (S$simple) {
    return(switch(method,
      wilson = suppressWarnings(prop.test(x, m, conf.level = level, correct = FALSE))$conf.int[1:2],
      exact = binom.test(x, m, conf.level = level)$conf.int[1:2],
      logit = if (edge) binom.test(x, m, conf.level = level)$conf.int[1:2]
              else as.numeric(attr(svyciprop(~y, svydesign(ids = ~1, weights = ~one, data = data.frame(y = y[rows] + 0, one = 1)),
                                             method = "xlogit", level = level, df = S$n - 1), "ci")),
      linear = mean(y[rows]) + c(-1, 1) * qt(tail, S$n - 1) * calls$se(S, rows, y)))
  }
  D <- svy(S, list(y = as.numeric(y & rows)))
  Dg <- D[rows, ]
  p <- as.numeric(coef(svymean(~y, Dg)))
  if (edge) {
    known <- all(S$fpc[rows] == table(S$stratum)[as.character(S$stratum[rows])])
    if (known || method == "linear") return(c(p, p))
    n <- kish(S$W[rows])
    return(c(if (p == 0) 0 else qbeta(1 - tail, n * p, n * (1 - p) + 1), if (p == 1) 1 else qbeta(tail, n * p + 1, n * (1 - p))))
  }
  mean <- svymean(~y, Dg)
  se <- as.numeric(SE(mean))
  if (se == 0) return(c(p, p))
  size <- p * (1 - p) / se^2
  as.numeric(switch(method,
    logit = attr(svyciprop(~y, Dg, method = "xlogit", level = level, df = df_design(S)), "ci"),
    linear = confint(mean, level = level, df = df_design(S)),
    wilson = suppressWarnings(prop.test(size * p, size, conf.level = level, correct = FALSE))$conf.int[1:2],
    # Without strata this is svyciprop(method = "beta"), which takes its df from the subset (and then they cancel).
    exact = if (is.null(S$strata)) attr(svyciprop(~y, Dg, method = "beta", level = level), "ci")
            else { k <- size * (qt(tail, S$n - 1) / qt(tail, df_design(S)))^2
                   c(qbeta(1 - tail, k * p, k * (1 - p) + 1), qbeta(tail, k * p + 1, k * (1 - p))) }))
}

nothing <- list(statistic = NA, df = NA, p = NA, method = NA)

# Part against rest: two sets of respondents without an overlap.
calls$rest <- function(S, part, rest, y) {
  if (!any(part) || !any(rest)) return(nothing)
  if (S$simple) return(pooled(part, rest, y))
  rows <- part | rest
  level_a <- unique(y[part]); level_b <- unique(y[rest])
  if (length(level_a) == 1 && length(level_b) == 1) return(nothing)
  D <- svy(S, list(y = ifelse(rows, y + 0, 0), part = part + 0))
  t <- svyttest(y ~ part, D[rows, ])
  list(statistic = as.numeric(t$statistic), df = as.numeric(t$parameter), p = as.numeric(t$p.value), method = "t")
}

pooled <- function(a, b, y) {
  rows <- a | b
  if (length(unique(y[rows])) < 2) return(nothing)
  table <- table(factor(y[rows], c(TRUE, FALSE)), factor(a[rows], c(TRUE, FALSE)))
  z <- suppressWarnings(chisq.test(table, correct = FALSE))$stdres[1, 1]
  p <- suppressWarnings(prop.test(c(sum(y[a]), sum(y[b])), c(sum(a), sum(b)), correct = FALSE))$p.value
  list(statistic = z, df = NA, p = p, method = "z")
}

# Groups of an axis compared two by two; `groups` may overlap, `base` says who counts.
calls$axis <- function(S, groups, base, y) {
  stack <- function(g) { row <- which(groups[[g]] & base); data.frame(row = row, k = rep(paste0("g", g), length(row))) }
  rows <- do.call(rbind, lapply(seq_along(groups), stack))
  others <- setdiff(seq_len(S$n), rows$row)
  if (length(others)) rows <- rbind(rows, data.frame(row = others, k = "none"))
  D <- svy(S, list(y = ifelse(rows$k == "none", 0, y[rows$row] + 0), k = rows$k), rows$row)
  svyby(~y, ~k, D, svymean, covmat = TRUE)
}

calls$pair <- function(S, groups, a, b, base, y, overlaps, axis) {
  A <- groups[[a]] & base; B <- groups[[b]] & base
  if (!any(A) || !any(B)) return(nothing)
  if (S$simple && !overlaps) return(pooled(A, B, y))
  if (length(unique(y[A])) == 1 && length(unique(y[B])) == 1) return(nothing)
  contrast <- svycontrast(axis, setNames(c(1, -1), paste0("g", c(a, b))))
  t <- as.numeric(coef(contrast) / SE(contrast))
  if (as.numeric(SE(contrast)) < 1e-14) return(nothing)
  list(statistic = t, df = df_design(S), p = 2 * pt(-abs(t), df_design(S)), method = "t")
}

calls$mean_pair <- function(S, groups, a, b, base, v, overlaps) {
  has <- base & !is.na(v)
  A <- groups[[a]] & has; B <- groups[[b]] & has
  if (sum(A) < 2 || sum(B) < 2) return(nothing)
  if (S$simple && !overlaps) {
    t <- t.test(v[A], v[B])
    return(list(statistic = as.numeric(t$statistic), df = as.numeric(t$parameter), p = t$p.value, method = "welch"))
  }
  y <- ifelse(has, v, 0)
  axis <- calls$axis(S, groups, has, y)
  contrast <- svycontrast(axis, setNames(c(1, -1), paste0("g", c(a, b))))
  t <- as.numeric(coef(contrast) / SE(contrast))
  list(statistic = t, df = df_design(S), p = 2 * pt(-abs(t), df_design(S)), method = "t")
}

# Table of an answer and a group; both NA outside the table.
calls$whole <- function(S, x, g) {
  none <- list(chi_square = NA, df = NA, p = NA, cramers_v = NA, cramers_v_corrected = NA, yates = NA, min_expected = NA,
               expected_below_5 = NA, fisher_p = NA, rs_f = NA, rs_ndf = NA, rs_ddf = NA, rs_p = NA)
  in_table <- !is.na(x) & !is.na(g)
  T <- table(x[in_table], g[in_table])
  if (nrow(T) < 2 || ncol(T) < 2) return(none)
  if (!is.null(S$w)) {
    D <- svy(S, list(x = ifelse(in_table, x, NA), g = ifelse(in_table, g, NA)))
    rs <- svychisq(~x + g, D)
    return(modifyList(none, list(rs_f = as.numeric(rs$statistic), rs_ndf = as.numeric(rs$parameter[1]),
                                 rs_ddf = as.numeric(rs$parameter[2]), rs_p = as.numeric(rs$p.value))))
  }
  test <- suppressWarnings(chisq.test(T, correct = FALSE))
  n <- sum(T); r <- nrow(T); c <- ncol(T); chi <- as.numeric(test$statistic)
  corrected <- function() { # no R call
    phi <- max(0, chi / n - (r - 1) * (c - 1) / (n - 1))
    sqrt(phi / min(r - (r - 1)^2 / (n - 1) - 1, c - (c - 1)^2 / (n - 1) - 1))
  }
  small <- any(test$expected < 1) || mean(test$expected < 5) > .2
  two <- r == 2 && c == 2
  modifyList(none, list(chi_square = chi, df = as.numeric(test$parameter), p = test$p.value, cramers_v = sqrt(chi / (n * min(r - 1, c - 1))),
    cramers_v_corrected = corrected(), yates = if (two) as.numeric(suppressWarnings(chisq.test(T))$statistic) else NA,
    min_expected = min(test$expected), expected_below_5 = mean(test$expected < 5),
    # Beyond what the network algorithm can do R has no exact value, and none is asked for.
    fisher_p = if (two || small) tryCatch(fisher.test(T, workspace = 2e7)$p.value, error = function(e) "too large") else NA))
}

# Mean and spread of numbers of `rows` (those who have one).
calls$stats <- function(S, rows, v) {
  rows <- rows & !is.na(v)
  if (!any(rows)) return(list(n = 0, mean = NA, se = NA, sd = NA, median = NA, q1 = NA, q3 = NA, min = NA, max = NA, sum = NA))
  x <- v[rows]; q <- quantile(x, c(.25, .75), names = FALSE)
  out <- list(n = sum(rows), mean = mean(x), se = calls$se(S, rows, v), sd = sd(x), median = median(x), q1 = q[1], q3 = q[2],
              min = min(x), max = max(x), sum = sum(x))
  if (!is.null(S$w)) {
    D <- svy(S, list(v = ifelse(rows, v, 0)))[rows, ]
    q <- as.numeric(coef(svyquantile(~v, D, c(.25, .5, .75), qrule = "math", ci = FALSE)))
    out <- modifyList(out, list(mean = as.numeric(coef(svymean(~v, D))), sd = sqrt(as.numeric(coef(svyvar(~v, D)))), median = q[2],
                                q1 = q[1], q3 = q[3], sum = as.numeric(coef(svytotal(~v, D)))))
  }
  out
}
