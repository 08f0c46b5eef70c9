# One request for a table: the arguments, and every figure of the answer as a check.

check <- function(path, value, tolerance = 1e-9) list(path = path, value = if (length(value) == 0) NA else value, tolerance = tolerance)

# What each design of the project says beyond the questions.
town_designs <- list(
  plain = list(min_base = 30), zero = list(min_base = 0), pop = list(min_base = 30, N = 1500L), whole = list(min_base = 30, N = 420L),
  strata = list(min_base = 30, strata = c(40L, 700L, 900L)), nosizes = list(min_base = 30, strata = c(NA, NA, NA)),
  somesizes = list(min_base = 30, strata = c(40L, 700L, NA)),
  raked = list(min_base = 30, default_weight = "rake"), both = list(min_base = 30, strata = c(40L, 700L, 900L), default_weight = "col"))

# Questions as the counted side: options in order, who answered, numbers.
single <- function(x, codes, nets = list(), scores = NULL, asked = TRUE) {
  state <- ifelse(!rep_len(asked, length(x)), "NAP", ifelse(x == "", "NA", ifelse(x == "-9999", "INV", "answered")))
  of <- function(members) state == "answered" & x %in% members
  value <- if (is.null(scores)) NULL else ifelse(state == "answered" & x %in% names(scores), scores[match(x, names(scores))], NA)
  list(kind = "single", state = state, choices = setNames(lapply(codes, of), codes), nets = lapply(nets, of), value = unname(value))
}
multiple <- function(marks, answered, nets = list()) {
  list(kind = "multiple", state = ifelse(answered, "answered", "NA"), choices = marks, nets = lapply(nets, function(members) Reduce(`|`, marks[members])))
}
numeric_question <- function(x, bands = list()) {
  state <- ifelse(x == "", "NA", "answered"); value <- suppressWarnings(as.numeric(x))
  of <- function(band) state == "answered" & value >= band[1] & value <= band[2]
  list(kind = "numeric", state = state, choices = lapply(bands, of), nets = list(), value = value)
}
rank_question <- function(places, codes) {
  any <- Reduce(`|`, lapply(places, function(place) place != ""))
  top <- length(places)
  value <- Reduce(`+`, lapply(seq_len(top), function(k) ifelse(places[[k]] != "", top + 1 - k, 0)))
  named <- function(code) Reduce(`|`, lapply(places, function(place) place == code))
  list(kind = "rank", state = ifelse(any, "answered", "NA"), choices = setNames(lapply(codes, named), codes), nets = list(), value = ifelse(any, value, NA), places = places)
}
groups_of <- function(x, codes) setNames(lapply(codes, function(code) x == code), codes)
as_banner <- function(question) list(groups = question$choices, overlaps = question$kind %in% c("multiple", "rank"))
appearing <- function(x) unique(x[x != ""])

sources <- list(
  d60 = function(t) list(questions = list(q = single(t$q, c("0", "1", "2")), m1 = single(t$m1, c("0", "1")), m2 = single(t$m2, c("0", "1")),
                                          g = single(t$g, appearing(t$g)), v = numeric_question(t$v))),
  sparse = function(t) list(questions = list(k = single(t$k, appearing(t$k)), h = single(t$h, appearing(t$h)), two = single(t$two, appearing(t$two)),
                                             all = single(t$all, "on"), half = single(t$half, appearing(t$half)), mood = single(t$mood, appearing(t$mood)), told = single(t$told, appearing(t$told)), own = single(t$own, appearing(t$own)))),
  shop = function(t) {
    goods <- c("food", "books", "tools", "gifts")
    goods <- appearing(unlist(strsplit(t$buys, ";")))
    marks <- setNames(lapply(goods, function(good) grepl(good, t$buys, fixed = TRUE)), goods)
    list(questions = list(ward = single(t$ward, appearing(t$ward)), sex = single(t$sex, appearing(t$sex)), buys = multiple(marks, t$buys != ""),
                          visits = numeric_question(t$visits), rate = single(t$rate, as.character(1:5))))
  },
  town = function(t) {
    know <- setNames(lapply(1:6, function(k) t[[paste0("know", k)]] == "1"), as.character(1:6))
    item <- function(x, asked = TRUE) single(x, as.character(1:4), scores = c("1" = 3, "2" = 2, "3" = 1, "4" = 0), asked = asked)
    spend <- numeric_question(t$spend, list("1" = c(-Inf, 1999), "2" = c(2000, 3999), "3" = c(4000, Inf)))
    money <- spend$value
    questions <- list(sex = single(t$sex, c("1", "2")), age = single(t$age, as.character(1:6)), area = single(t$area, as.character(1:4)), part = single(t$part, as.character(1:3)),
      sat = single(t$sat, c("1", "2", "3", "4", "5", "9"), nets = list(N1 = c("1", "2")), scores = c("1" = 2, "2" = 1, "3" = 0, "4" = -1, "5" = -2)),
      owns = single(t$owns, c("1", "2")), plan = single(t$plan, c("1", "2", "3"), asked = t$owns == "1"), pays = single(t$pays, c("1", "2")),
      know = multiple(know, Reduce(`|`, know), nets = list(N1 = c("1", "2"))), spend = spend, wish = rank_question(list(t$r1, t$r2, t$r3), as.character(1:5)),
      i1 = item(t$i1), i2 = item(t$i2), i3 = item(t$i3), i4 = item(t$i4, t$owns == "1"))
    list(questions = questions, parents = c(i1 = "items", i2 = "items", i3 = "items", i4 = "items"),
         banners = list(age3 = list(groups = groups_of(age_group(t$age), c("1", "2", "3")), overlaps = FALSE),
                        purse = list(groups = list(lo = !is.na(money) & money <= 2499, hi = !is.na(money) & money >= 2500), overlaps = FALSE)))
  })

banner_of <- function(src, name) {
  part <- function(id) if (!is.null(src$banners[[id]])) src$banners[[id]] else as_banner(src$questions[[id]])
  ids <- strsplit(name, "*", fixed = TRUE)[[1]]
  if (length(ids) == 1) return(c(part(name), list(outer = NULL)))
  a <- part(ids[1]); b <- part(ids[2])
  groups <- list(); outer <- c()
  for (x in names(a$groups)) for (y in names(b$groups)) { groups[[paste0(x, "*", y)]] <- a$groups[[x]] & b$groups[[y]]; outer <- c(outer, x) }
  list(groups = groups, overlaps = a$overlaps || b$overlaps, outer = outer)
}

worst <- list(size = 0, where = "")

is_p <- function(path) grepl("\\.p(_adjusted)?$|fisher_p$", path)

# Stops where the formulas differ from the R calls.
agree <- function(id, by_calls, by_formulas) {
  given <- setNames(by_formulas, sapply(by_formulas, `[[`, "path"))
  for (k in seq_along(by_calls)) {
    a <- by_calls[[k]]$value; path <- by_calls[[k]]$path; b <- given[[path]]$value
    if (identical(b, "network")) next
    if (is.na(a) != is.na(b)) stop(paste(id, path, a, b))
    if (is.na(a) || is.character(a) || is.logical(a)) { if (!identical(a, b) && !is.na(a)) stop(paste(id, path, a, b)); next }
    # A p value is compared relatively however small it is; other figures near zero by their absolute difference.
    size <- abs(a - b) / (if (is_p(path)) abs(a) else max(abs(a), 1e-3))
    if (a == b) next
    if (size > worst$size) worst <<- list(size = size, where = paste(id, path))
    if (size > 1e-10) stop(paste("the formulas differ:", id, path, format(a, digits = 17), format(b, digits = 17)))
  }
}

# All figures of one table. `R` is `calls` or `formulas`.
table_checks <- function(R, r, src, S, rows, question, prefix) {
  q <- src$questions[[question]]
  level <- if (is.null(r$level)) .95 else r$level
  answered <- q$state == "answered"
  base <- rows & (if (r$base == "answered") answered else q$state != "NAP")
  checks <- list()
  put <- function(path, value, tolerance = 1e-9) checks[[length(checks) + 1]] <<- check(paste0(prefix, path), value, tolerance)
  want <- function(field) field %in% r$fields
  options <- c(q$choices, q$nets)
  role <- c(rep("choice", length(q$choices)), rep("net", length(q$nets)))
  if (r$base == "all" && length(q$choices)) {
    options <- c(options, list("NA" = q$state == "NA", INV = q$state == "INV", UNK = rep(FALSE, S$n)))
    role <- c(role, rep("missing", 3))
  }
  if (want("base")) {
    put(".base.n", sum(base)); put(".base.all", sum(rows)); put(".base.answered", sum(rows & answered))
    for (state in c("NA", "NAP", "INV")) put(paste0(".base.", state), sum(rows & q$state == state))
    put(".base.excluded.filtered", sum(!rows)); put(".base.excluded.weight_missing", r$weight_missing)
  }
  number <- function(x) if (is.na(x)) NA else as.numeric(x)
  group_checks <- function(at, members, all_known) {
    inside <- base & members
    w <- S$W[inside]; total <- sum(w)
    if (want("base")) { put(paste0(at, ".n"), sum(inside)); put(paste0(at, ".weighted"), total); put(paste0(at, ".effective_n"), if (length(w) && total > 0) kish(w) else 0) }
    for (code in names(options)) {
      y <- options[[code]]; cell <- sprintf("%s.cells[option=%s]", at, code)
      if (want("counts")) {
        put(paste0(cell, ".n"), sum(y & inside))
        if (!is.null(S$w)) put(paste0(cell, ".weighted"), sum(S$W[y & inside]))
        part <- sum(S$W[y & inside])
        of <- switch(r$percent, row = total, column = sum(S$W[y & base & all_known]), total = sum(S$W[base & all_known]), none = NA)
        put(paste0(cell, ".percent"), if (is.na(of) || of == 0) NA else 100 * part / of)
      }
      if (code %in% c("INV", "UNK")) next
      if (want("se")) put(paste0(cell, ".se"), 100 * number(R$se(S, inside, y)))
      if (want("ci")) { ci <- R$ci(S, inside, y, r$ci, level); put(paste0(cell, ".ci[0]"), 100 * ci[1]); put(paste0(cell, ".ci[1]"), 100 * ci[2]) }
    }
    if (want("stats")) {
      s <- if (is.null(q$value)) list(n = 0, mean = NA, se = NA, sd = NA, median = NA, q1 = NA, q3 = NA, min = NA, max = NA, sum = NA)
           else R$stats(S, inside & answered, q$value)
      for (key in c("n", "mean", "se", "sd", "median", "min", "max", "sum")) put(sprintf("%s.stats.%s", at, key), number(s[[key]]))
      put(paste0(at, ".stats.quartiles[0]"), number(s$q1)); put(paste0(at, ".stats.quartiles[1]"), number(s$q3))
    }
    if (!is.null(q$places) && want("counts")) for (o in seq_along(q$choices)) for (k in seq_along(q$places))
      put(sprintf("%s.ranks[%d][%d]", at, o - 1, k - 1), sum(inside & q$places[[k]] == names(q$choices)[o]))
  }
  group_checks(".groups[banner=null,code=total]", rep(TRUE, S$n), rep(TRUE, S$n))
  if (want("rest") && length(options)) put(".groups[banner=null,code=total].cells[0].vs_rest.statistic", NA)
  compared <- list() # of vs_rest, and of pairs
  for (name in r$by) {
    banner <- banner_of(src, name); groups <- banner$groups; codes <- names(groups)
    known <- Reduce(`|`, groups)
    size <- sapply(groups, function(g) sum(g & base))
    tested <- size >= r$min_base & size > 0
    in_test <- if (any(tested)) Reduce(`|`, groups[tested]) & base else rep(FALSE, S$n)
    if (want("base") && !grepl("*", name, fixed = TRUE)) put(paste0(".base.excluded.banner_unknown.", name), sum(base & !known))
    for (g in seq_along(groups)) {
      at <- sprintf(".groups[banner=%s,code=%s]", name, codes[g])
      group_checks(at, groups[[g]], known)
      if (want("rest")) for (o in seq_along(options)) {
        part <- groups[[g]] & base; rest <- in_test & !groups[[g]]
        found <- if (tested[g] && sum(rest) >= max(1, r$min_base)) R$rest(S, part, rest, options[[o]]) else nothing
        compared[[length(compared) + 1]] <- list(kind = "rest", banner = name, option = names(options)[o], role = role[o],
          at = sprintf("%s.cells[option=%s].vs_rest", at, names(options)[o]), found = found)
      }
    }
    if (want("pairs")) for (o in c(seq_along(options), 0)) {
      if (o == 0 && is.null(q$value)) next
      if (o > 0 && role[o] == "missing") next
      axis <- if (o > 0 && (!S$simple || banner$overlaps) && any(tested)) R$axis(S, groups, base, options[[o]]) else NULL
      for (a in seq_along(groups)) for (b in seq_along(groups)) if (a < b) {
        both <- tested[a] && tested[b]
        option <- if (o == 0) "null" else names(options)[o]
        found <- if (!both) nothing else if (o > 0) R$pair(S, groups, a, b, base, options[[o]], banner$overlaps, axis)
                 else R$mean_pair(S, groups, a, b, base & answered, q$value, banner$overlaps)
        at <- sprintf(".pairs[banner=%s,option=%s,a=%s,b=%s]", name, option, codes[a], codes[b])
        if (both) {
          level_of <- function(g) { i <- groups[[g]] & base
            if (o > 0) 100 * sum(S$W[i & options[[o]]]) / sum(S$W[i]) else { i <- i & !is.na(q$value); sum(S$W[i] * q$value[i]) / sum(S$W[i]) } }
          put(paste0(at, ".difference"), level_of(a) - level_of(b))
        }
        compared[[length(compared) + 1]] <- list(kind = "pairs", banner = name, option = option, role = if (o == 0) "mean" else role[o], at = at, found = found)
      }
    }
    if (want("tests") && q$kind != "numeric") {
      of_group <- rep(NA, S$n)
      for (g in which(tested)) of_group[groups[[g]] & rows & answered] <- sprintf("%03d", g)
      withins <- c(list(NULL), if (!is.null(banner$outer)) as.list(unique(banner$outer)))
      lines <- if (q$kind == "single") "null" else names(q$choices)
      for (within in withins) {
        g <- of_group
        if (!is.null(within)) g[!(g %in% sprintf("%03d", which(banner$outer == within)))] <- NA
        p_values <- c()
        for (line in lines) {
          x <- rep(NA, S$n)
          if (line == "null") for (code in names(q$choices)) x[q$choices[[code]] & rows] <- code
          else x[rows & answered] <- ifelse(q$choices[[line]], "1", "0")[rows & answered]
          found <- if (banner$overlaps) calls$whole(S, NA[0], NA[0]) else R$whole(S, x, g)
          at <- sprintf(".tests[banner=%s,within=%s,option=%s]", name, if (is.null(within)) "null" else within, line)
          # Under weights, and where there is no test, the first figures of each kind stand for the others.
          keys <- c("chi_square", "df", "p", "cramers_v", "cramers_v_corrected", "yates", "min_expected", "expected_below_5")
          for (key in if (is.na(found$chi_square)) c("chi_square", "p") else keys)
            put(sprintf("%s.%s", at, key), found[[key]])
          if (!identical(found$fisher_p, "too large")) put(paste0(at, ".fisher_p"), found$fisher_p, if (is.na(found$yates)) 1e-7 else 1e-9)
          for (key in if (is.na(found$rs_f)) "f" else c("f", "ndf", "ddf", "p")) put(sprintf("%s.rao_scott.%s", at, key), found[[paste0("rs_", key)]])
          p_values <- c(p_values, setNames(if (is.null(S$w)) found$p else found$rs_p, at))
        }
        if (line != "null" && !is.null(r$adjust)) {
          adjusted <- p.adjust(p_values, method_name(r$adjust))
          for (at in names(p_values)) put(paste0(at, ".p_adjusted"), adjusted[[at]])
        }
      }
    }
  }
  if (length(compared)) {
    kind <- sapply(compared, `[[`, "kind"); role_of <- sapply(compared, `[[`, "role")
    key <- if (identical(r$family, "table")) kind else paste(kind, sapply(compared, `[[`, "banner"), sapply(compared, `[[`, "option"))
    p <- sapply(compared, function(c) number(c$found$p))
    adjusted <- rep(NA, length(p))
    if (!is.null(r$adjust)) for (family in unique(key)) { i <- key == family & role_of != "net"; adjusted[i] <- p.adjust(p[i], method_name(r$adjust)) }
    for (k in seq_along(compared)) {
      c <- compared[[k]]
      put(paste0(c$at, ".statistic"), number(c$found$statistic)); put(paste0(c$at, ".p"), p[k])
      if (!is.na(p[k]) && !is.na(number(c$found$df))) put(paste0(c$at, ".df"), number(c$found$df))
      if (identical(c$found$method, "z") && k %% 5 == 1) { put(paste0(c$at, ".method"), "z"); put(paste0(c$at, ".df"), NA) }
      if (!is.null(r$adjust) || k %% 11 == 1) put(paste0(c$at, ".p_adjusted"), adjusted[k])
    }
  }
  checks
}

# Of each kind of figure only so many, spread over the table: all of them were compared with the formulas above.
most <- c(pairs = 28, rest = 24, tests = 24, stats = 16, ci = 18, se = 12, base = 12, counts = 12)
kind_of <- function(path) if (grepl(".pairs", path, fixed = TRUE)) "pairs" else if (grepl("vs_rest", path)) "rest" else if (grepl(".tests", path, fixed = TRUE)) "tests" else
  if (grepl(".stats", path, fixed = TRUE)) "stats" else if (grepl(".ci[", path, fixed = TRUE)) "ci" else if (grepl("\\.se$", path)) "se" else
  if (grepl("\\.base|\\]\\.(n|weighted|effective_n)$", path) && !grepl("cells", path)) "base" else "counts"
thinned <- function(checks) {
  kinds <- sapply(checks, function(check) kind_of(check$path))
  place <- seq_along(checks)
  spread <- ave(place, kinds, FUN = function(k) rank((seq_along(k) * 0.6180339887498949) %% 1))
  checks[spread <= most[kinds]]
}

method_name <- function(adjust) if (adjust == "bh") "BH" else adjust

request <- function(id, about, source, questions, by = c(), design = NULL, weight = NULL, where = NULL, base = "all", percent = "row", ci = NULL, level = NULL,
                    adjust = NULL, family = NULL, pairs = FALSE, min_base = NULL, N = NULL, fields = c("base", "counts", "se", "ci", "rest", "tests", "stats")) {
  file <- if (source == "town") "projects/town/data/town.csv" else paste0("data/", source, ".csv")
  t <- read_data(file)
  spec <- if (source == "town") town_designs[[design]] else list(min_base = 30, N = N)
  weight_used <- if (!is.null(weight)) weight else spec$default_weight
  w <- if (is.null(weight_used) || weight_used == "none") NULL else if (source == "town") town_weights[[weight_used]] else suppressWarnings(as.numeric(t[[weight_used]]))
  passes <- function(t) if (is.null(where)) rep(TRUE, nrow(t)) else where[[2]](t)
  weight_missing <- if (is.null(w)) 0 else sum(is.na(w) & passes(t))
  if (!is.null(w)) { t <- t[!is.na(w), ]; w <- w[!is.na(w)] }
  src <- sources[[source]](t)
  strata <- if (is.null(spec$strata)) NULL else as.integer(t$part)
  sizes <- if (is.null(spec$strata) || all(is.na(spec$strata))) NULL else spec$strata
  S <- new_design(nrow(t), w, spec$N, strata, sizes)
  r <- list(by = by, base = base, percent = percent, ci = ci, level = level, adjust = adjust, family = family, min_base = if (is.null(min_base)) spec$min_base else min_base,
            fields = c(fields, if (pairs) "pairs"), weight_missing = weight_missing)
  rows <- passes(t)
  asked <- unlist(lapply(questions, function(q) if (q == "items") c("i1", "i2", "i3", "i4") else q))
  checks <- list()
  for (k in seq_along(asked)) {
    prefix <- if (length(asked) == 1) "[0]" else sprintf("[question=%s]", asked[k])
    found <- table_checks(calls, r, src, S, rows, asked[k], prefix)
    agree(id, found, table_checks(formulas, r, src, S, rows, asked[k], prefix))
    checks <- c(checks, found)
  }
  flag <- function(name, value) if (is.null(value)) NULL else c(paste0("--", name), as.character(value))
  hints <- switch(source, shop = c("--multiple", "buys=;"), NULL)
  args <- c(questions, unlist(lapply(by, function(b) c("--by", b))),
            if (source == "town") c("--survey", design, flag("weight", weight)) else c("--data", file, hints, flag("weight-column", weight), flag("population", N)),
            flag("where", where[[1]]), if (base != "all") flag("base", base), if (percent != "row") flag("percent", percent), flag("ci", ci), flag("level", level),
            flag("adjust", adjust), flag("family", family), if (pairs) "--pairs", flag("min-base", min_base), "--json")
  list(id = id, about = about, project = if (source == "town") "projects/town" else NULL, args = args,
       checks = if (source == "d60") checks else thinned(checks))
}

# Output: one check a line.
text_of <- function(value) {
  if (length(value) == 0 || is.na(value)) return("null")
  if (is.logical(value)) return(if (value) "true" else "false")
  if (is.character(value)) return(as.character(toJSON(value, auto_unbox = TRUE)))
  short <- sprintf("%.15g", value)
  if (as.numeric(short) == value) short else sprintf("%.17g", value)
}

line_of <- function(check) {
  parts <- sprintf('"path": %s', text_of(check$path))
  for (key in c("max", "min")) if (!is.null(check[[key]])) parts <- c(parts, sprintf('"%s": %s', key, text_of(check[[key]])))
  if ("value" %in% names(check)) {
    value <- check$value
    # A figure that is zero but for rounding is compared absolutely; a p value never is.
    zero <- is.numeric(value) && !is.na(value) && abs(value) < 1e-10 && !is_p(check$path)
    parts <- c(parts, sprintf('"value": %s', if (zero) "0" else text_of(value)))
    if (is.numeric(value) && !is.na(value)) parts <- c(parts, if (zero) '"absolute": 1e-9' else sprintf('"tolerance": %s', text_of(check$tolerance)),
                 # A small difference of large figures carries their rounding.
                 if (!zero && abs(value) < 1e-3 && !is_p(check$path)) '"absolute": 1e-12')
  }
  paste0("      { ", paste(parts, collapse = ", "), " }")
}

request_text <- function(r) {
  list_of <- function(x) paste0("[", paste(sapply(x, text_of), collapse = ", "), "]")
  paste0('    { "id": ', text_of(r$id), ', "about": ', text_of(r$about), ',\n      "project": ', text_of(r$project), ',\n      "args": ', list_of(r$args),
         ',\n      "checks": [\n', paste(sapply(r$checks, line_of), collapse = ",\n"), "\n      ] }")
}

write_expected <- function(file, tables, weights, others) {
  block <- function(requests) paste(sapply(requests, request_text), collapse = ",\n")
  writeLines(paste0('{\n  "tables": [\n', block(tables), '\n  ],\n  "weights": [\n', block(weights), '\n  ],\n  "others": [\n', block(others), "\n  ]\n}"), file)
}
