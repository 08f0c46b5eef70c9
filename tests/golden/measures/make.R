# Reference values for the measures of `koe scores --json`: writes expected.json beside itself.
# Run in this folder: Rscript make.R (R 4.2, survey 4.1, jsonlite). Data and calls are those of ../r.

source("../r/calls.R")
options(digits = 17)

town <- read.csv("../r/projects/town/data/town.csv", colClasses = "character", na.strings = character())
n <- nrow(town)
w <- as.numeric(town$w)
sizes <- c("1" = 40, "2" = 700, "3" = 900)
designs <- list(
  list(survey = "plain", weight = "none", S = new_design(n)),
  list(survey = "plain", weight = "col", S = new_design(n, w = w)),
  list(survey = "pop", weight = "none", S = new_design(n, N = 1500)),
  list(survey = "strata", weight = "none", S = new_design(n, strata = town$part, sizes = sizes)),
  list(survey = "both", weight = "col", S = new_design(n, w = w, strata = town$part, sizes = sizes)))

# The measures as columns: NA is out of the base. Nobody is 非該当 in `sat`; a blank and -9999 stay in the printed base.
score <- c("1" = 2, "2" = 1, "3" = 0, "4" = -1, "5" = -2)[town$sat]
sign <- c("1" = 1, "2" = 1, "4" = -1, "5" = -1)[town$sat]
watcher <- c("1" = 1, "2" = .75, "3" = .5, "4" = .25, "5" = 0)[town$sat]
measures <- list(
  score = list(y = unname(score), scale = 1, share = FALSE),
  net = list(y = unname(ifelse(is.na(sign), 0, sign)), scale = 100, share = FALSE),
  DI = list(y = unname(ifelse(is.na(sign), 0, sign)), scale = 100, share = FALSE),
  watcher = list(y = unname(watcher), scale = 100, share = FALSE),
  top = list(y = as.numeric(town$sat %in% c("1", "2")), scale = 100, share = TRUE),
  bottom = list(y = as.numeric(town$sat %in% c("4", "5")), scale = 100, share = TRUE))
axes <- list(
  sex = lapply(c("1" = "1", "2" = "2"), function(k) town$sex == k),
  area = lapply(setNames(as.character(1:4), 1:4), function(k) town$area == k),
  know = lapply(setNames(as.character(1:6), 1:6), function(k) town[[paste0("know", k)]] == "1"))
axes$know[["5"]] <- NULL # nobody

checks <- list()
check <- function(d, by, path, value) {
  value <- as.numeric(value)
  checks[[length(checks) + 1]] <<- list(survey = d$survey, weight = d$weight, by = by, path = path,
    value = if (is.na(value)) NULL else value, tolerance = 1e-9, absolute = 1e-11)
}

# n, value, sd, se, interval of one group.
figures <- function(d, by, place, rows, m) {
  S <- d$S; has <- rows & !is.na(m$y); y <- m$y; k <- m$scale
  if (S$simple) {
    value <- mean(y[has]); sd <- sd(y[has])
    ci <- if (m$share) calls$ci(S, has, y == 1, "wilson", .95) else as.numeric(t.test(y[has])$conf.int)
  } else {
    D <- svy(S, list(y = ifelse(has, y, 0)))[has, ]
    value <- as.numeric(coef(svymean(~y, D)))
    # Strata leave the estimate of the spread as it is.
    plain <- svydesign(ids = ~1, weights = ~w, data = data.frame(y = y[has], w = S$W[has]))
    sd <- sqrt(as.numeric(coef(svyvar(~y, plain))))
    ci <- if (m$share) calls$ci(S, has, y == 1, "logit", .95)
          else as.numeric(confint(svymean(~y, D), df = df_design(S)))
  }
  check(d, by, paste0(place, ".n"), sum(has))
  check(d, by, paste0(place, ".value"), k * value)
  check(d, by, paste0(place, ".sd"), k * sd)
  check(d, by, paste0(place, ".se"), k * calls$se(S, has, y))
  check(d, by, paste0(place, ".ci[0]"), k * ci[1])
  check(d, by, paste0(place, ".ci[1]"), k * ci[2])
}

against <- function(d, by, place, part, rest, m) {
  S <- d$S; has <- !is.na(m$y); part <- part & has; rest <- rest & has
  found <- if (S$simple && !m$share) {
    t <- t.test(m$y[part], m$y[rest])
    list(statistic = t$statistic, df = t$parameter, p = t$p.value)
  } else calls$rest(S, part, rest, if (m$share && S$simple) m$y == 1 else ifelse(has, m$y, 0))
  for (key in c("statistic", "df", "p")) check(d, by, paste0(place, ".vs_rest.", key), found[[key]])
}

for (d in designs) {
  all <- rep(TRUE, n)
  for (id in names(measures))
    figures(d, "sex", sprintf("[0].groups[banner=null,code=total].measures[id=%s]", id), all, measures[[id]])
  for (by in names(axes)) {
    groups <- axes[[by]]
    anyone <- Reduce(`|`, groups)
    for (code in names(groups)) for (id in names(measures)) {
      place <- sprintf("[0].groups[banner=%s,code=%s].measures[id=%s]", by, code, id)
      m <- measures[[id]]
      if (code == names(groups)[1]) figures(d, by, place, groups[[code]], m)
      against(d, by, place, groups[[code]], anyone & !groups[[code]], m)
    }
    for (id in c("score", "DI", "watcher")) {
      m <- measures[[id]]
      found <- calls$mean_pair(d$S, groups, 1, 2, rep(TRUE, n), m$y, by == "know")
      place <- sprintf("[0].pairs[banner=%s,measure=%s,a=%s,b=%s]", by, id, names(groups)[1], names(groups)[2])
      for (key in c("statistic", "df", "p")) check(d, by, paste0(place, ".", key), found[[key]])
      of <- function(g) { has <- groups[[g]] & !is.na(m$y); weighted.mean(m$y[has], d$S$W[has]) }
      check(d, by, paste0(place, ".difference"), m$scale * (of(1) - of(2)))
    }
  }
  # Points of the first wish, over those who ranked anything.
  points <- 3 * (town$r1 == "1") + 2 * (town$r2 == "1") + (town$r3 == "1")
  ranked <- town$r1 != "" | town$r2 != "" | town$r3 != ""
  check(d, "sex", "[1].groups[banner=null,code=total].rank_scores[0].mean", weighted.mean(points[ranked], d$S$W[ranked]))
  check(d, "sex", "[1].groups[banner=null,code=total].rank_scores[0].se", calls$se(d$S, ranked, points))
  check(d, "sex", "[1].groups[banner=null,code=total].rank_scores[0].first", 100 * weighted.mean(town$r1 == "1", d$S$W))
  women <- ranked & town$sex == "1"
  check(d, "sex", "[1].groups[banner=sex,code=1].rank_scores[0].se", calls$se(d$S, women, points))
}

write(toJSON(checks, auto_unbox = TRUE, digits = NA, null = "null", pretty = FALSE), "expected.json")
cat(length(checks), "checks\n")
