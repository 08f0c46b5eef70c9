# Reference values for `koe waves`, from R: every figure of the requests below by the functions that statistics.md names.
#
#   cd tests/golden/waves && Rscript make.R
#
# Reads the answers of sample-data/waves and writes expected.json, in the format of ../r/README.md.

suppressPackageStartupMessages({library(survey); library(jsonlite)})

read <- function(file, population) {
  d <- read.csv(file.path("../../../sample-data/waves", file), fileEncoding = "CP932", colClasses = "character")
  names(d) <- sub("^X\\.?", "", names(d))
  d$id <- d[[1]]
  d$w <- as.numeric(d[[ncol(d) - 1]])
  d$N <- population
  d
}
h30 <- read("business-h30.csv", 5800)
r5 <- read("business-r5.csv", 5500)
names(h30)[4:8] <- c("Q1", "Q2", "Q3", "Q4", "Q6")
names(r5)[4:9] <- c("Q1", "Q2", "Q3", "Q5", "Q6", "Q7")
stopifnot(nrow(h30) == 300, nrow(r5) == 350)

single <- function(d, q, codes) as.numeric(d[[q]] %in% codes)
several <- function(d, q, code) sapply(strsplit(d[[q]], ","), function(marks) as.numeric(code %in% marks))
score <- function(d) c("1" = 2, "2" = 1, "3" = 0, "4" = -1, "5" = -2)[d$Q1]

checks <- NULL
check <- function(path, value, tolerance = 1e-9, absolute = NULL) {
  one <- list(path = path, value = if (length(value) == 0 || is.na(value)) NULL else unname(value))
  if (!is.null(one$value) && is.numeric(one$value)) one$tolerance <- tolerance
  if (!is.null(absolute)) one$absolute <- absolute
  checks <<- c(checks, list(one))
}
null <- function(path) checks <<- c(checks, list(list(path = path, value = NA)))

design <- function(d, weighted) {
  d$wt <- if (weighted) d$w else d$N / nrow(d)
  svydesign(ids = ~1, weights = ~wt, fpc = ~N, data = d)
}

# A share or mean of one wave: y over those for whom `here` holds.
one <- function(d, y, here, weighted) {
  d$y <- y; d$here <- here
  m <- svymean(~y, subset(design(d, weighted), here))
  c(value = as.numeric(coef(m)), se = as.numeric(SE(m)))
}

# Both waves of one cell, and the difference: z = (p2 - p1) / sqrt(v1 + v2).
independent <- function(at, option, ya, yb, here_a, here_b, weighted, scale = 100) {
  a <- scale * one(h30, ya, here_a, weighted)
  b <- scale * one(r5, yb, here_b, weighted)
  z <- (b[["value"]] - a[["value"]]) / sqrt(a[["se"]]^2 + b[["se"]]^2)
  p <- 2 * pnorm(-abs(z))
  if (is.null(option)) {
    for (w in 0:1) {
      x <- if (w == 0) a else b
      check(sprintf("%s.waves[%d].mean.mean", at, w), x[["value"]])
      check(sprintf("%s.waves[%d].mean.se", at, w), x[["se"]])
    }
    change <- sprintf("%s.changes[0].mean", at)
  } else {
    for (w in 0:1) {
      x <- if (w == 0) a else b
      check(sprintf("%s.waves[%d].cells[option=%s].percent", at, w, option), x[["value"]])
      check(sprintf("%s.waves[%d].cells[option=%s].se", at, w, option), x[["se"]])
    }
    change <- sprintf("%s.changes[0].cells[option=%s]", at, option)
  }
  check(paste0(change, ".difference"), b[["value"]] - a[["value"]], absolute = 1e-9)
  check(paste0(change, ".statistic"), z, absolute = 1e-9)
  check(paste0(change, ".p"), p)
  p
}

requests <- list()
request <- function(id, args) {
  requests <<- c(requests, list(list(id = id, args = args, checks = checks)))
  checks <<- NULL
}
groups <- list(total = list(path = "groups[banner=null,code=total]", of = function(d) rep(TRUE, nrow(d))))
for (g in 1:4) groups[[paste0("F1-", g)]] <- local({
  code <- as.character(g)
  list(path = sprintf("groups[banner=F1,code=%s]", code), of = function(d) d$F1 == code)
})

# 1. A single answer, its net and its mean, by group, finite populations, no weights; Holm over the choices of all groups.
p <- NULL
adjusted <- NULL
for (g in groups) {
  at <- paste0("[id=Q1,linked=false].", g$path)
  for (code in 1:5) {
    p <- c(p, independent(at, code, single(h30, "Q1", code), single(r5, "Q1", code), g$of(h30), g$of(r5), FALSE))
    adjusted <- c(adjusted, sprintf("%s.changes[0].cells[option=%d].p_adjusted", at, code))
  }
  independent(at, "N1", single(h30, "Q1", 4:5), single(r5, "Q1", 4:5), g$of(h30), g$of(r5), FALSE)
  independent(at, NULL, score(h30), score(r5), g$of(h30) & h30$Q1 != "", g$of(r5) & r5$Q1 != "", FALSE, 1)
}
holm <- p.adjust(p, "holm")
for (i in seq_along(p)) check(adjusted[i], holm[i])
request("single", c("Q1", "--by", "F1", "--adjust", "holm"))

# 2. Several answers with weights; only those who answered.
for (g in groups) {
  at <- paste0("[0].", g$path)
  for (code in 1:5)
    independent(at, code, several(h30, "Q3", code), several(r5, "Q3", code), g$of(h30) & h30$Q3 != "", g$of(r5) & r5$Q3 != "", TRUE)
  independent(at, 7, several(h30, "Q3", 6), several(r5, "Q3", 7), g$of(h30) & h30$Q3 != "", g$of(r5) & r5$Q3 != "", TRUE)
}
request("several-weighted", c("Q3", "--by", "F1", "--weight", "size", "--base", "answered"))

# 3. Changed codes, put together by the mapping file.
for (weighted in c(FALSE, TRUE)) {
  at <- "[0].groups[banner=null,code=total]"
  everyone <- list(rep(TRUE, 300), rep(TRUE, 350))
  map <- list(decided = list("1", c("1", "2")), closing = list("2", "3"), open = list("3", "4"),
              none = list(c("2", "3"), c("3", "4")), unknown = list("4", "5"))
  for (option in names(map))
    independent(at, option, single(h30, "Q4", map[[option]][[1]]), single(r5, "Q5", map[[option]][[2]]),
                everyone[[1]], everyone[[2]], weighted)
  request(if (weighted) "mapped-weighted" else "mapped", c("successor", "--weight", if (weighted) "size" else "none"))
}

# 4. Different bases, since it was said to: the design stays that of all respondents.
at <- "[0].groups[banner=null,code=total]"
asked <- r5$Q5 %in% c("3", "4")
for (code in 1:3) independent(at, code, single(h30, "Q6", code), single(r5, "Q6", code), rep(TRUE, 300), asked, FALSE)
request("different-bases", c("Q6", "--different-bases"))

# 5. The same respondents: one cluster per firm over the stacked rows of both waves.
linked <- intersect(h30$id, r5$id)
a <- h30[match(linked, h30$id), ]
b <- r5[match(linked, r5$id), ]
panel <- function(weighted) {
  stacked <- data.frame(id = c(linked, linked), wave = rep(c("a", "b"), each = length(linked)), N = 5800,
                        F1 = c(a$F1, b$F1), Q1 = c(a$Q1, b$Q1), score = c(score(a), score(b)),
                        wt = if (weighted) c(a$w, b$w) else 1)
  for (g in groups) {
    at <- paste0("[0].", g$path)
    contrast <- function(path, y, here, scale, tested) {
      stacked$y <- y
      stacked$here <- here
      D <- svydesign(ids = ~id, weights = ~wt, fpc = ~N, data = stacked)
      by <- svyby(~y, ~wave, subset(D, here), svymean, covmat = TRUE)
      d <- svycontrast(by, c(-1, 1))
      t <- as.numeric(coef(d)) / as.numeric(SE(d))
      for (w in 0:1) {
        field <- if (scale == 1) "mean.mean" else sub(".*(cells.*)", "\\1.percent", path)
        check(sprintf("%s.waves[%d].%s", at, w, field), scale * as.numeric(coef(by))[w + 1], absolute = 1e-9)
        field <- if (scale == 1) "mean.se" else sub(".*(cells.*)", "\\1.se", path)
        check(sprintf("%s.waves[%d].%s", at, w, field), scale * as.numeric(SE(by))[w + 1])
      }
      check(paste0(path, ".difference"), scale * as.numeric(coef(d)), absolute = 1e-9)
      if (!tested) { null(paste0(path, ".p")); null(paste0(path, ".statistic")); return() }
      check(paste0(path, ".se"), scale * as.numeric(SE(d)))
      check(paste0(path, ".statistic"), t, absolute = 1e-9)
      # Where nobody changed there is nothing to test.
      if (!is.nan(t)) check(paste0(path, ".df"), length(linked) - 1)
      check(paste0(path, ".p"), 2 * pt(-abs(t), length(linked) - 1))
    }
    tested <- sum(g$of(a)) >= 30
    for (code in 1:5) {
      path <- sprintf("%s.changes[0].cells[option=%d]", at, code)
      contrast(path, single(stacked, "Q1", code), g$of(stacked), 100, tested)
      if (tested && !weighted) {
        two <- function(d) factor(single(d, "Q1", code)[g$of(d)], levels = 0:1)
        m <- mcnemar.test(table(two(a), two(b)), correct = FALSE)
        check(paste0(path, ".mcnemar.statistic"), as.numeric(m$statistic), absolute = 1e-12)
        check(paste0(path, ".mcnemar.p"), as.numeric(m$p.value))
      }
    }
    contrast(sprintf("%s.changes[0].cells[option=N1]", at), single(stacked, "Q1", 4:5), g$of(stacked), 100, tested)
    contrast(sprintf("%s.changes[0].mean", at), stacked$score, g$of(stacked) & stacked$Q1 != "", 1, tested)
  }
}
panel(FALSE)
request("linked", c("outlook_panel", "--by", "F1"))
panel(TRUE)
request("linked-weighted", c("outlook_panel", "--by", "F1", "--weight", "size"))

write(toJSON(list(waves = requests), auto_unbox = TRUE, digits = NA, pretty = 1, null = "null", na = "null"), "expected.json")
cat(sum(sapply(requests, function(r) length(r$checks))), "checks\n")
