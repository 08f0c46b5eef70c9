# Data sets, made by arithmetic alone: the same on every machine and under every version of R.

# A number in [0, 1) from two whole numbers. All products stay below 2^53, so that every step is exact.
mix <- function(i, k) {
  x <- (i * 265443 + k * 40503) %% 1000003
  x <- (x * x + 12345 * k) %% 1000003
  x <- (x * x + i * 69069 + 7919 * k) %% 1000003
  x / 1000003
}

# Position of u among shares that add up to 1.
pick <- function(u, shares) {
  edges <- cumsum(shares)[-length(shares)]
  1 + rowSums(outer(u, edges, ">="))
}

# Section 11 of the definitions.
data60 <- function() {
  i <- 1:60
  data.frame(g = letters[i %% 3 + 1], q = (i %/% 7) %% 3, m1 = 1 - i %% 2, m2 = as.integer(i %% 5 < 3),
             w = 1 + (i %% 4) / 4, v = (i * 37) %% 101)
}

# Few people, many answers: zero cells, an empty column once a filter is on, shares of 0 and 1.
data_sparse <- function() {
  i <- 1:48
  h <- pick(mix(i, 2), c(.6, .3, .1))
  data.frame(k = c("p", "q", "r", "s")[pick(mix(i, 1), c(.5, .3, .12, .08))],
             h = c("x", "y", "z")[h],
             mood = c("good", "fair", "poor", "bad", "awful")[pick((mix(i, 5) + .22 * h) %% 1, c(.3, .3, .2, .15, .05))],
             told = ifelse(mix(i, 6) < c(.15, .6, .9)[h], "told", "untold"),
             two = c("yes", "no")[pick(mix(i, 3), c(.85, .15))],
             all = "on", half = ifelse(i %% 2 == 0, "L", "R"),
             own = ifelse(i %% 2 == 0, "even", c("odd1", "odd3")[1 + (i %% 4 == 3)]),
             w = round(0.5 + 2 * mix(i, 4), 2))
}

# A spreadsheet without a definition: texts, a list of several answers, numbers, weights with gaps and zeros.
data_shop <- function() {
  i <- 1:240
  u <- function(k) mix(i, 20 + k)
  ward <- c("North", "East", "South")[pick(u(1), c(.45, .35, .20))]
  sex <- c("F", "M")[pick(u(2), c(.55, .45))]
  goods <- c("food", "books", "tools", "gifts")
  lift <- ifelse(ward == "North", .15, 0)
  marks <- outer(i, 1:4, function(i, k) mix(i, 30 + k) < c(.55, .30, .20, .10)[k] + lift[i])
  list <- apply(marks, 1, function(mark) paste(goods[mark], collapse = ";"))
  visits <- floor(30 * u(8)^2 + ifelse(sex == "F", 3, 0))
  rate <- pick((u(9) + ifelse(ward == "South", .15, 0)) %% 1, c(.1, .25, .35, .2, .1))
  w <- round(0.4 + 1.8 * u(10)^2 + ifelse(sex == "M", .3, 0), 3)
  wz <- ifelse(i %% 40 == 7, "", ifelse(i %% 48 == 5, "0", as.character(w)))
  data.frame(ward = ifelse(i %% 37 == 4, "", ward), sex = sex, buys = list,
             visits = ifelse(i %% 29 == 3, "", visits), rate = ifelse(i %% 23 == 6, "", rate), w = w, wz = wz)
}

# A municipal survey with everything a definition can say.
data_town <- function() {
  i <- 1:420
  u <- function(k) mix(i, 100 + k)
  sex <- pick(u(1), c(.53, .47))
  age <- pick(u(2), c(.10, .16, .21, .25, .24, .04))
  area <- pick(u(3), c(.34, .28, .22, .16))
  part <- ifelse(i <= 40, 1, pick(u(4), c(0, .55, .45)))
  shift <- (age - 3) * .04 + ifelse(area == 2, .08, 0)
  sat <- pick(pmin(.999, pmax(0, u(5) + shift)), c(.10, .32, .30, .18, .06, .04))
  sat <- c("1", "2", "3", "4", "5", "9")[sat]
  sat <- ifelse(i %% 31 == 8, "", ifelse(i %% 101 == 50, "-9999", sat))
  owns <- pick(u(6), c(.58, .42))
  plan <- pick((u(7) + .1 * (sex == 1)) %% 1, c(.4, .35, .25))
  pays <- ifelse(area == 4, 1, pick(u(8), c(.7, .3)))
  shares <- c(.50, .35, .22, .12, 0)
  know <- outer(i, 1:5, function(i, k) mix(i, 120 + k) < shares[k] + .12 * (age[i] >= 4) * (k == 1) + .10 * (sex[i] == 2) * (k == 2) - 1 * (k == 5))
  none <- rowSums(know) == 0 & i %% 2 == 0
  spend <- round(200 + 9000 * u(9)^3 + 400 * age)
  rank <- t(sapply(i, function(case) order(sapply(1:5, function(k) mix(case, 130 + k) - c(.30, .20, .10, 0, 0)[k]))))[, 1:3]
  depth <- ifelse(i %% 17 == 2, 0, ifelse(i %% 11 == 3, 1, ifelse(i %% 7 == 5, 2, 3)))
  place <- function(k) ifelse(depth >= k, rank[, k], "")
  item <- function(k) ifelse(i %% (19 + k) == k, "", pick((u(20 + k) + .35 * mix(i, 140) + .05 * k) %% 1.2 / 1.2, c(.2, .35, .3, .15)))
  before <- pick(u(30), c(.4, .6))
  after <- ifelse(u(31) < .7, before, pick(u(32), c(.55, .45)))
  data.frame(id = i, sex = ifelse(i %% 53 == 9, "", sex), age = ifelse(i %% 67 == 11, "", age), area = area, part = part,
             sat = sat, owns = ifelse(i %% 61 == 13, "", owns), plan = ifelse(owns == 1 & i %% 41 != 17, plan, ""), pays = pays,
             know1 = ifelse(know[, 1], 1, ""), know2 = ifelse(know[, 2], 1, ""), know3 = ifelse(know[, 3], 1, ""),
             know4 = ifelse(know[, 4], 1, ""), know5 = ifelse(know[, 5], 1, ""), know6 = ifelse(none, 1, ""),
             spend = ifelse(i %% 27 == 4, "", spend), r1 = place(1), r2 = place(2), r3 = place(3),
             i1 = item(1), i2 = item(2), i3 = item(3), i4 = ifelse(owns == 1 & i %% 61 != 13, item(4), ""),
             before = before, after = after, w = round(0.5 + 1.5 * u(33) + ifelse(area == 1, .4, 0), 3))
}

write_data <- function(data, file) {
  dir.create(dirname(file), showWarnings = FALSE, recursive = TRUE)
  write.csv(data, file, row.names = FALSE, quote = FALSE, na = "", eol = "\n")
}

# Everything as text, as it stands in the file.
read_data <- function(file) read.csv(file, colClasses = "character", na.strings = character())
