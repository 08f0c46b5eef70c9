# The formulas of README.md in plain arithmetic, from influence values: no call of `survey`, no test function.
# make.R runs every request through these as well and stops where they differ from the R calls.

formulas <- list()

# One value per respondent of the design: the influence on the share or mean of y among `rows`.
influence <- function(S, rows, y) {
  c <- rows * S$W
  p <- sum(ifelse(rows, c * y, 0)) / sum(c)
  list(p = p, u = ifelse(rows, c * (y - p), 0) / sum(c))
}

# Variance of a sum of values d, one per respondent of the design.
variance <- function(S, d) {
  total <- 0
  for (h in unique(S$stratum)) {
    of <- S$stratum == h
    n <- sum(of)
    rest <- if (is.infinite(S$fpc[of][1])) 1 else 1 - n / S$fpc[of][1]
    if (rest > 1e-12) total <- total + rest * n / (n - 1) * sum((d[of] - mean(d[of]))^2)
  }
  total
}

formulas$se <- function(S, rows, y) {
  m <- sum(rows)
  if (m == 0) return(NA)
  y0 <- ifelse(rows, y, 0)
  if (S$simple) return(if (m < 2) NA else sqrt(sum(((y0 - sum(y0) / m)[rows])^2) / (m - 1) / m))
  sqrt(variance(S, influence(S, rows, y)$u))
}

formulas$ci <- function(S, rows, y, method, level) {
  m <- sum(rows)
  if (m == 0) return(c(NA, NA))
  w <- S$W[rows]; p <- sum(w * y[rows]) / sum(w); se <- formulas$se(S, rows, y)
  tail <- 1 - (1 - level) / 2; t <- qt(tail, S$n - S$H)
  x <- sum(y[rows])
  if (is.null(method)) method <- if (S$simple) "wilson" else "logit"
  exact <- function(n, p) c(if (p == 0) 0 else qbeta(1 - tail, n * p, n * (1 - p) + 1), if (p == 1) 1 else qbeta(tail, n * p + 1, n * (1 - p)))
  wilson <- function(n, p) { z <- qnorm(tail); (p + z^2 / 2 / n + c(-1, 1) * z * sqrt(p * (1 - p) / n + z^2 / 4 / n^2)) / (1 + z^2 / n) }
  if (method == "linear") return(p + c(-1, 1) * t * se)
  if (S$simple && method != "logit") return(if (method == "wilson") wilson(m, p) else exact(m, p))
  if (x == 0 || x == m) {
    open <- sapply(unique(S$stratum[rows]), function(h) S$fpc[S$stratum == h][1] > sum(S$stratum == h))
    return(if (any(open)) exact(sum(w)^2 / sum(w^2), p) else c(p, p))
  }
  if (se == 0) return(c(p, p))
  n <- p * (1 - p) / se^2
  switch(method, logit = plogis(qlogis(p) + c(-1, 1) * t * se / (p * (1 - p))), wilson = wilson(n, p),
         exact = exact(n * (qt(tail, S$n - 1) / t)^2, p))
}

two_tails <- function(t, df) 2 * pt(abs(t), df, lower.tail = FALSE)

contrast <- function(S, A, B, y, df) {
  a <- influence(S, A, y); b <- influence(S, B, y)
  if (all(a$u == 0) && all(b$u == 0)) return(nothing)
  v <- variance(S, a$u - b$u)
  if (v < 1e-28) return(nothing)
  t <- (a$p - b$p) / sqrt(v)
  list(statistic = t, df = df, p = two_tails(t, df), method = "t")
}

pooled_z <- function(A, B, y) {
  na <- sum(A); nb <- sum(B); pa <- sum(y[A]) / na; pb <- sum(y[B]) / nb
  p <- (sum(y[A]) + sum(y[B])) / (na + nb)
  if (p == 0 || p == 1) return(nothing)
  z <- (pa - pb) / sqrt(p * (1 - p) * (1 / na + 1 / nb))
  list(statistic = z, df = NA, p = 2 * pnorm(abs(z), lower.tail = FALSE), method = "z")
}

formulas$rest <- function(S, part, rest, y) {
  if (!any(part) || !any(rest)) return(nothing)
  if (S$simple) return(pooled_z(part, rest, y))
  m <- part | rest
  contrast(S, part, rest, y, sum(m) - length(unique(S$stratum[m])) - 1)
}

formulas$axis <- function(...) NULL

formulas$pair <- function(S, groups, a, b, base, y, overlaps, axis) {
  A <- groups[[a]] & base; B <- groups[[b]] & base
  if (!any(A) || !any(B)) return(nothing)
  if (S$simple && !overlaps) return(pooled_z(A, B, y))
  contrast(S, A, B, y, S$n - S$H)
}

formulas$mean_pair <- function(S, groups, a, b, base, v, overlaps) {
  has <- base & !is.na(v)
  A <- groups[[a]] & has; B <- groups[[b]] & has
  if (sum(A) < 2 || sum(B) < 2) return(nothing)
  if (!(S$simple && !overlaps)) return(contrast(S, A, B, v, S$n - S$H))
  na <- sum(A); nb <- sum(B)
  ea <- formulas$se(S, A, v)^2; eb <- formulas$se(S, B, v)^2
  t <- (mean(v[A]) - mean(v[B])) / sqrt(ea + eb)
  df <- (ea + eb)^2 / (ea^2 / (na - 1) + eb^2 / (nb - 1))
  list(statistic = t, df = df, p = two_tails(t, df), method = "welch")
}

# Contrasts of a table that no row effect and no column effect can make, as columns; cells by column of the table.
interactions <- function(r, c) {
  helmert <- function(k) sapply(1:(k - 1), function(j) c(rep(1, j), -j, rep(0, k - j - 1)))
  kronecker(helmert(c), helmert(r))
}

formulas$whole <- function(S, x, g) {
  out <- list(chi_square = NA, df = NA, p = NA, cramers_v = NA, cramers_v_corrected = NA, yates = NA, min_expected = NA,
              expected_below_5 = NA, fisher_p = NA, rs_f = NA, rs_ndf = NA, rs_ddf = NA, rs_p = NA)
  rows <- !is.na(x) & !is.na(g)
  xs <- sort(unique(x[rows])); gs <- sort(unique(g[rows])); r <- length(xs); c <- length(gs)
  if (r < 2 || c < 2) return(out)
  cell <- function(i, j) ifelse(rows, x == xs[i] & g == gs[j], FALSE)
  O <- outer(1:r, 1:c, Vectorize(function(i, j) sum(S$W[cell(i, j)])))
  n <- sum(O); E <- outer(rowSums(O), colSums(O)) / n; chi <- sum((O - E)^2 / E); df <- (r - 1) * (c - 1)
  if (is.null(S$w)) {
    phi <- max(0, chi / n - df / (n - 1)); two <- r == 2 && c == 2
    small <- any(E < 1) || mean(E < 5) > .2
    fisher <- NA
    if (two) {
      k <- max(0, sum(O[1, ]) + sum(O[, 1]) - n):min(sum(O[1, ]), sum(O[, 1]))
      prob <- exp(lchoose(sum(O[1, ]), k) + lchoose(sum(O[2, ]), sum(O[, 1]) - k) - lchoose(n, sum(O[, 1])))
      fisher <- min(1, sum(prob[prob <= prob[k == O[1, 1]] * (1 + 1e-7)]))
    } else if (small) fisher <- "network"
    return(modifyList(out, list(chi_square = chi, df = df, p = pchisq(chi, df, lower.tail = FALSE), cramers_v = sqrt(chi / (n * min(r - 1, c - 1))),
      cramers_v_corrected = sqrt(phi / min(r - (r - 1)^2 / (n - 1) - 1, c - (c - 1)^2 / (n - 1) - 1)),
      yates = if (two) { k <- min(.5, abs(O - E)); sum((abs(O - E) - k)^2 / E) } else NA, min_expected = min(E), expected_below_5 = mean(E < 5), fisher_p = fisher)))
  }
  # Rao-Scott of the second order.
  P <- as.vector(O) / n
  U <- sapply(1:(r * c), function(k) influence(S, rows, cell((k - 1) %% r + 1, (k - 1) %/% r + 1))$u)
  V <- matrix(0, r * c, r * c)
  for (a in 1:(r * c)) for (b in 1:(r * c)) V[a, b] <- (variance(S, U[, a] + U[, b]) - variance(S, U[, a] - U[, b])) / 4
  C <- interactions(r, c); iP <- ifelse(P == 0, 0, 1 / P)
  CD <- t(C * iP)                                  # C' diag(1/P)
  denominator <- t(C) %*% (C * iP) / S$n           # C' diag(1/P) C / n: the term PP' falls out, and is left out where P = 0
  Delta <- solve(denominator, CD %*% V %*% t(CD))
  chi_n <- chi / n * S$n
  trace <- sum(diag(Delta)); d0 <- trace^2 / sum(diag(Delta %*% Delta)); nu <- S$n - S$H; f <- chi_n / trace
  modifyList(out, list(rs_f = f, rs_ndf = d0, rs_ddf = d0 * nu, rs_p = pf(f, d0, d0 * nu, lower.tail = FALSE)))
}

formulas$stats <- function(S, rows, v) {
  rows <- rows & !is.na(v); n <- sum(rows)
  if (n == 0) return(list(n = 0, mean = NA, se = NA, sd = NA, median = NA, q1 = NA, q3 = NA, min = NA, max = NA, sum = NA))
  x <- v[rows]; w <- S$W[rows]; mean <- sum(w * x) / sum(w); o <- order(x); x <- x[o]; w <- w[o]
  at <- function(q) {
    if (is.null(S$w)) { k <- (n - 1) * q; lo <- x[floor(k) + 1]; hi <- x[ceiling(k) + 1]; lo + (k - floor(k)) * (hi - lo) }
    else x[which(cumsum(w) >= q * sum(w) * (1 - 1e-12))[1]]
  }
  list(n = n, mean = mean, se = formulas$se(S, rows, v), sd = if (n < 2) NA else sqrt(n / (n - 1) * sum(w * (x - mean)^2) / sum(w)), median = at(.5),
       q1 = at(.25), q3 = at(.75), min = x[1], max = x[n], sum = sum(w * x))
}
