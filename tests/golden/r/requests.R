# The requests, by the part of the definitions they are about.

f_counts <- c("base", "counts")
f_errors <- c("counts", "se", "ci")
f_tests <- c("rest", "tests")

where <- function(text, holds) list(text, holds)

golden_requests <- function() list(
  request("d60-q-g", "Chi-square, V and residuals of the golden table; the warning does not hold, so no Fisher p", "d60", "q", "g", min_base = 0, pairs = TRUE),
  request("d60-q-g-small", "The same with the default min_base: every group is too small for a test", "d60", "q", "g", pairs = TRUE, fields = c("base", "se", "ci", f_tests)),
  request("d60-m1-q-w", "Weighted mean, Kish n, Rao-Scott and contrast of the golden table", "d60", "m1", "q", weight = "w", min_base = 0, pairs = TRUE),
  request("d60-q-m1-w", "The same table turned round: F stays", "d60", "q", "m1", weight = "w", min_base = 0, pairs = TRUE, fields = c("se", f_tests)),
  request("d60-m1-fpc", "Finite population: standard error and logit interval of the golden table", "d60", "m1", N = 900),
  request("d60-m1-g-fpc", "Finite population: groups are domains of one design", "d60", "m1", "g", N = 900, min_base = 0, pairs = TRUE),
  request("d60-m1-q-w-fpc", "Weights and a finite population", "d60", "m1", "q", weight = "w", N = 900, min_base = 0, pairs = TRUE),
  request("d60-m2", "Wilson interval of the golden table", "d60", "m2"),
  request("d60-m2-m1", "2 x 2: Yates and Fisher", "d60", "m2", "m1", min_base = 0, pairs = TRUE),
  request("d60-v-m1", "Welch's t of the golden table", "d60", "v", "m1", pairs = TRUE),
  request("d60-v-m1-w", "Weighted mean comparison", "d60", "v", "m1", weight = "w", pairs = TRUE),
  request("d60-v-g-fpc", "Means in a finite population", "d60", "v", "g", N = 900, min_base = 0, pairs = TRUE))

interval_requests <- function() {
  out <- list()
  for (ci in c("wilson", "exact", "logit", "linear")) out <- c(out, list(
    request(paste0("ci-plain-", ci), paste("Unweighted intervals:", ci), "shop", "rate", "sex", ci = ci, fields = c("se", "ci")),
    request(paste0("ci-weighted-", ci), paste("Weighted intervals:", ci), "shop", "rate", "ward", weight = "w", ci = ci, fields = c("se", "ci")),
    request(paste0("ci-fpc-", ci), paste("Intervals in a finite population:", ci), "shop", "rate", "sex", N = 600, ci = ci, fields = c("se", "ci")),
    request(paste0("ci-strata-", ci), paste("Intervals with strata; farms are a census:", ci), "town", "pays", c("sex", "part"), design = "strata", ci = ci, fields = c("se", "ci")),
    request(paste0("ci-edge-", ci), paste("Shares of 0 and 1, unweighted:", ci), "sparse", c("k"), "own", ci = ci, where = where("h != z and k in (p, q)", function(t) t$h != "z" & t$k %in% c("p", "q")), fields = c("counts", "se", "ci")),
    request(paste0("ci-edge-weighted-", ci), paste("Shares of 0 and 1, weighted: exact with the Kish n:", ci), "town", "pays", "area", design = "plain", weight = "col", ci = ci, fields = c("base", "se", "ci"))))
  c(out, list(
    request("level-90", "Level 0.90, default interval", "shop", "rate", "sex", level = 0.9, fields = c("se", "ci")),
    request("level-99-weighted", "Level 0.99, weighted", "shop", "rate", "sex", weight = "w", level = 0.99, fields = c("se", "ci")),
    request("level-80-exact-fpc", "Level 0.80, exact, finite population", "shop", "rate", "sex", N = 600, level = 0.8, ci = "exact", fields = c("se", "ci")),
    request("all-one", "A question everybody answers alike: intervals stand, tests are null", "sparse", "all", "half", min_base = 0, pairs = TRUE)))
}

plain_requests <- function() list(
  request("rate-ward", "Base all: no answer is a row of its own", "shop", "rate", "ward", pairs = TRUE),
  request("rate-ward-answered", "Base answered", "shop", "rate", "ward", base = "answered", pairs = TRUE),
  request("rate-ward-min60", "A group under min_base takes part in no test", "shop", "rate", "ward", min_base = 60, pairs = TRUE, fields = c("base", f_tests)),
  request("rate-sex-column", "Column percentages; se and ci are of the row", "shop", "rate", "sex", percent = "column", fields = c("counts", "se", "ci")),
  request("rate-sex-total", "Total percentages", "shop", "rate", "ward", percent = "total", fields = f_counts),
  request("rate-sex-none", "No percentages", "shop", "rate", "sex", percent = "none", fields = c("counts", "se")),
  request("rate-ward-total-w", "Total percentages, weighted", "shop", "rate", "ward", weight = "w", percent = "total", fields = f_counts),
  request("rate-where", "A filter is a domain", "shop", "rate", "ward", min_base = 0, where = where("sex = F", function(t) t$sex == "F"), pairs = TRUE),
  request("rate-nested", "Nested banner: one test over all groups and one in each outer group", "shop", "rate", "ward*sex", min_base = 10, fields = c("counts", "se", f_tests)),
  request("rate-two-banners", "Two banners stand one under the other", "shop", "rate", c("sex", "ward"), fields = c("base", "se", f_tests)),
  request("visits-ward", "Means, Welch", "shop", "visits", "ward", pairs = TRUE),
  request("sat-age", "Six groups, one of them small; nets; scores", "town", "sat", "age", design = "plain", pairs = TRUE),
  request("sat-age-zero", "The same with min_base = 0 in the definition", "town", "sat", "age", design = "zero", fields = c("base", f_tests)),
  request("sat-purse", "A banner of bands", "town", "sat", "purse", design = "plain", pairs = TRUE, fields = c("base", "counts", f_tests, "stats")),
  request("plan-sex", "Not asked of everybody", "town", "plan", c("sex", "area"), design = "plain", pairs = TRUE),
  request("pays-area", "A share of 1 against others has a pooled z", "town", "pays", "area", design = "plain", pairs = TRUE),
  request("spend-age3", "Bands of a number, means, Welch", "town", "spend", c("sex", "age3"), design = "plain", pairs = TRUE),
  request("wish-sex", "Ranks: chosen at any place, counts by place, points", "town", "wish", c("sex", "age3"), design = "plain", pairs = TRUE),
  request("items-age3", "Matrix: every item a table", "town", "items", "age3", design = "plain", fields = c("base", "counts", "se", f_tests, "stats")),
  request("i1-i2", "One item by another", "town", "i1", "i2", design = "plain", pairs = TRUE, fields = f_tests),
  request("sat-nested", "Nested with a group of 30 and fewer", "town", "pays", "sex*age3", design = "plain", fields = c("base", "se", f_tests)))

adjust_requests <- function() {
  out <- list()
  for (adjust in c("bonferroni", "holm", "bh")) out <- c(out, list(
    request(paste0("adjust-row-", adjust), paste("Family row:", adjust), "town", "sat", "age3", design = "plain", adjust = adjust, pairs = TRUE, fields = c("rest")),
    request(paste0("adjust-table-", adjust), paste("Family table:", adjust), "town", "know", "age", design = "plain", base = "answered", adjust = adjust, family = "table", pairs = TRUE, fields = f_tests),
    request(paste0("adjust-weighted-", adjust), paste("Family table, weighted:", adjust), "shop", "rate", "ward", weight = "w", base = "answered", adjust = adjust, family = "table", pairs = TRUE, fields = c("rest"))))
  c(out, list(
    request("adjust-options", "The tests of a multiple answer are one family", "shop", "buys", c("ward", "sex"), adjust = "holm", fields = f_tests),
    request("adjust-options-w", "The same under weights", "shop", "buys", "ward", weight = "w", adjust = "bh", fields = f_tests),
    request("adjust-missing-p", "Comparisons without a p are outside m", "town", "pays", c("area"), design = "plain", adjust = "bonferroni", pairs = TRUE, fields = "rest", where = where("area in (3, 4) or sex = 1", function(t) t$area %in% c("3", "4") | t$sex == "1"))))
}

multiple_requests <- function() list(
  request("buys-ward", "Multiple answer in the rows", "shop", "buys", "ward", pairs = TRUE),
  request("buys-ward-answered", "The same among those who answered", "shop", "buys", "ward", base = "answered", pairs = TRUE, fields = c("base", "counts", "se", f_tests)),
  request("rate-buys", "Multiple answer as the axis: groups overlap", "shop", "rate", "buys", pairs = TRUE, min_base = 20),
  request("buys-buys", "Multiple by multiple", "shop", "buys", "buys", pairs = TRUE, fields = c("counts", "se", f_tests)),
  request("visits-buys", "Means over an overlapping axis", "shop", "visits", "buys", pairs = TRUE, min_base = 0),
  request("know-sex", "An option nobody names, an exclusive one, a net by respondent", "town", "know", c("sex", "age3"), design = "plain", pairs = TRUE, fields = c("base", "counts", "se", "ci", f_tests)),
  request("sat-know", "Axis with an exclusive option and an empty one", "town", "pays", "know", design = "plain", pairs = TRUE),
  request("rate-buys-w", "Overlapping axis, weighted", "shop", "rate", "buys", weight = "w", pairs = TRUE),
  request("rate-buys-fpc", "Overlapping axis, finite population", "shop", "rate", "buys", N = 500, pairs = TRUE, fields = c("se", "rest")),
  request("know-sex-w", "Options, net and tests under a raked weight", "town", "know", "sex", design = "raked", pairs = TRUE, fields = c("base", "counts", "se", "ci", f_tests)))

fisher_requests <- function() list(
  request("fisher-k-h", "r x c with zero cells", "sparse", "k", "h", min_base = 0, fields = f_tests),
  request("fisher-two-half", "2 x 2", "sparse", "two", "half", min_base = 0, fields = f_tests),
  request("fisher-two-own", "2 x 3", "sparse", "two", "own", min_base = 0, fields = f_tests),
  request("fisher-two-k", "2 x 4", "sparse", "two", "k", min_base = 0, fields = f_tests),
  request("fisher-own-k", "3 x 4", "sparse", "own", "k", min_base = 0, fields = f_tests),
  request("fisher-mood-h", "5 x 3, many zero cells", "sparse", "mood", "h", min_base = 0, fields = f_tests),
  request("fisher-h-mood", "The same turned round", "sparse", "h", "mood", min_base = 0, fields = f_tests),
  request("fisher-mood-k", "5 x 4", "sparse", "mood", "k", min_base = 0, fields = f_tests),
  request("fisher-told-h", "2 x 3, far from independent", "sparse", "told", "h", min_base = 0, pairs = TRUE, fields = f_tests),
  request("fisher-told-mood", "2 x 5", "sparse", "told", "mood", min_base = 0, fields = f_tests),
  request("fisher-town", "Small cells among 420 people: 3 x 6", "town", "plan", "age", design = "zero", fields = f_tests),
  request("fisher-empty-column", "A filter empties a column; it is left out of df and shares", "sparse", "k", "h", min_base = 0, where = where("h in (x, y)", function(t) t$h %in% c("x", "y")), fields = f_tests),
  request("fisher-empty-row", "A filter empties a row", "sparse", "k", "h", min_base = 0, where = where("k != s and k != r", function(t) !(t$k %in% c("s", "r"))), fields = f_tests),
  request("fisher-half-own", "Zero cells throughout", "sparse", "half", "own", min_base = 0, pairs = TRUE, fields = f_tests),
  request("fisher-k-all", "One column only: no test", "sparse", "k", "all", min_base = 0, fields = f_tests),
  request("sparse-weighted", "Rao-Scott with empty cells", "sparse", "k", "h", weight = "w", min_base = 0, fields = c("counts", "se", f_tests)),
  request("sparse-default-min", "All groups under 30", "sparse", "k", "h", fields = f_tests))

weighted_requests <- function() list(
  request("rate-ward-w", "Weighted, base all", "shop", "rate", "ward", weight = "w", pairs = TRUE),
  request("rate-ward-w-answered", "Weighted, base answered: a domain", "shop", "rate", "ward", weight = "w", base = "answered", pairs = TRUE),
  request("rate-ward-w-where", "Weighted, filtered: a domain", "shop", "rate", "ward", weight = "w", min_base = 0, where = where("sex = F", function(t) t$sex == "F"), pairs = TRUE),
  request("rate-ward-w-fpc", "Weighted in a finite population", "shop", "rate", "ward", weight = "w", N = 600, pairs = TRUE),
  request("rate-sex-wz", "Blank weights are left out and counted, zero weights stay in n", "shop", "rate", "sex", weight = "wz", fields = c("base", "counts", "se")),
  request("rate-nested-w", "Nested and weighted", "shop", "rate", "sex*ward", weight = "w", min_base = 20, fields = c("se", f_tests)),
  request("visits-ward-w", "Weighted means and quartiles", "shop", "visits", "ward", weight = "w", pairs = TRUE),
  request("visits-buys-w", "Weighted means over an overlapping axis", "shop", "visits", "buys", weight = "w", pairs = TRUE, min_base = 0),
  request("buys-ward-w", "Multiple answer, weighted", "shop", "buys", "ward", weight = "w", pairs = TRUE, fields = c("se", "ci", f_tests)),
  request("sat-raked", "Raked weight by default; scores", "town", "sat", c("sex", "age3"), design = "raked", pairs = TRUE),
  request("sat-raked-none", "The default weight switched off", "town", "sat", "sex", design = "raked", weight = "none", pairs = TRUE, fields = c("base", "counts", "se", f_tests)),
  request("plan-raked", "Not asked of everybody, weighted: a domain", "town", "plan", c("sex", "area"), design = "raked", pairs = TRUE),
  request("spend-raked", "Numbers under a raked weight", "town", "spend", "age3", design = "raked", pairs = TRUE),
  request("wish-raked", "Ranks under a raked weight", "town", "wish", "sex", design = "raked", pairs = TRUE),
  request("items-raked", "Matrix under a raked weight", "town", "items", "sex", design = "raked", fields = c("base", "se", f_tests, "stats")),
  request("pays-cell", "Cell weights", "town", "pays", "age3", design = "plain", weight = "cell", pairs = TRUE),
  request("pays-rakex", "Raked, cases without a target answer left out", "town", "pays", "area", design = "plain", weight = "rakex", pairs = TRUE),
  request("pays-rakestart", "Raked from another weight", "town", "pays", "sex", design = "plain", weight = "rakestart", pairs = TRUE, fields = c("base", "counts", "se", f_tests)),
  request("pays-rakecount", "Raked to counts: weights add up to them", "town", "pays", "sex", design = "plain", weight = "rakecount", pairs = TRUE, fields = c("base", "counts", "se", f_tests)),
  request("pays-greg", "Calibrated (linear)", "town", "pays", "age3", design = "plain", weight = "greg", pairs = TRUE, fields = c("base", "counts", "se", f_tests)))

population_requests <- function() list(
  request("rate-ward-fpc", "Unweighted in a finite population", "shop", "rate", "ward", N = 600, pairs = TRUE),
  request("rate-ward-fpc-answered", "The same among those who answered", "shop", "rate", "ward", N = 600, base = "answered", pairs = TRUE, fields = c("se", "ci", f_tests)),
  request("visits-ward-fpc", "Means in a finite population", "shop", "visits", "ward", N = 600, pairs = TRUE),
  request("sat-pop", "Population in the definition", "town", "sat", c("sex", "age3"), design = "pop", pairs = TRUE, fields = c("base", "se", "ci", f_tests, "stats")),
  request("sat-pop-col", "Population and a weight from a column", "town", "sat", "sex", design = "pop", weight = "col", pairs = TRUE, fields = c("base", "se", "ci", f_tests, "stats")),
  request("plan-pop", "Not asked of everybody, in a finite population", "town", "plan", "sex", design = "pop", pairs = TRUE, fields = c("se", "ci", f_tests)),
  request("pays-whole", "The population is the sample: no error, no test", "town", "pays", c("sex", "area"), design = "whole", fields = c("se", "ci")))

strata_requests <- function() list(
  request("sat-strata", "Strata with sizes of their own, one a census", "town", "sat", c("sex", "part"), design = "strata", pairs = TRUE),
  request("sat-strata-where", "A domain of a stratified design", "town", "sat", "sex", design = "strata", where = where("age in (4, 5) and part != 1", function(t) t$age %in% c("4", "5") & t$part != "1"), pairs = TRUE, fields = c("base", "se", "ci", f_tests, "stats")),
  request("plan-strata", "Not asked of everybody, with strata", "town", "plan", "sex", design = "strata", pairs = TRUE, fields = c("se", "ci", f_tests)),
  request("spend-strata", "Means with strata", "town", "spend", c("sex", "age3"), design = "strata", pairs = TRUE, fields = c("stats")),
  request("pays-know-strata", "Overlapping axis with strata", "town", "pays", "know", design = "strata", pairs = TRUE, fields = c("se", "rest")),
  request("know-strata", "Multiple answer with strata", "town", "know", "part", design = "strata", pairs = TRUE, fields = c("se", f_tests)),
  request("pays-nosizes", "Strata without sizes: no finite population correction", "town", "pays", c("sex", "part"), design = "nosizes", pairs = TRUE, fields = c("se", "ci", f_tests)),
  request("pays-somesizes", "One stratum without a size: none for that one", "town", "pays", c("sex", "part"), design = "somesizes", pairs = TRUE, fields = c("se", "ci", f_tests)),
  request("sat-both", "Weights and strata", "town", "sat", c("sex", "part"), design = "both", pairs = TRUE),
  request("know-both", "Multiple answer, weights and strata", "town", "know", "sex", design = "both", pairs = TRUE, fields = c("se", f_tests)),
  request("sat-know-both", "Overlapping axis, weights and strata", "town", "owns", "know", design = "both", pairs = TRUE, fields = c("se", "rest", "tests")),
  request("spend-both", "Means, weights and strata", "town", "spend", "age3", design = "both", pairs = TRUE, fields = c("stats")),
  request("plan-both", "Not asked of everybody, weights and strata", "town", "plan", c("sex", "age3"), design = "both", pairs = TRUE, fields = c("se", "ci", f_tests)),
  request("pays-nested-both", "Nested, weights and strata", "town", "pays", "sex*age3", design = "both", fields = c("se", f_tests)),
  request("owns-both-exact", "Exact interval, weights and strata, a domain", "town", "plan", "sex", design = "both", ci = "exact", level = 0.9, fields = c("se", "ci")))

all_requests <- function() {
  all <- c(golden_requests(), interval_requests(), plain_requests(), adjust_requests(), multiple_requests(), fisher_requests(),
           weighted_requests(), population_requests(), strata_requests())
  ids <- sapply(all, `[[`, "id")
  if (anyDuplicated(ids)) stop("an id is used twice")
  all
}
