# The project `town`: one set of questions, several designs. Written from here, so that the designs cannot drift apart.

questions_toml <- '
[[source]]
file = "../data/town.csv"
header_rows = 1
id = "id"

[[question]]
id = "sex"
label = "Sex"
kind = "single"
column = "sex"
choices = [{ code = "1", label = "women" }, { code = "2", label = "men" }]

[[question]]
id = "age"
label = "Age"
kind = "single"
column = "age"
choices = [{ code = "1", label = "18-29" }, { code = "2", label = "30s" }, { code = "3", label = "40s" }, { code = "4", label = "50s" }, { code = "5", label = "60s" }, { code = "6", label = "70+" }]

[[question]]
id = "area"
label = "Area"
kind = "single"
column = "area"
choices = [{ code = "1", label = "north" }, { code = "2", label = "centre" }, { code = "3", label = "west" }, { code = "4", label = "south" }]

[[question]]
id = "part"
label = "Frame"
kind = "single"
column = "part"
choices = [{ code = "1", label = "farms" }, { code = "2", label = "houses" }, { code = "3", label = "flats" }]

[[question]]
id = "sat"
label = "Satisfaction"
kind = "single"
column = "sat"
choices = [
  { code = "1", label = "very good", score = 2 },
  { code = "2", label = "good", score = 1 },
  { code = "3", label = "neither", score = 0 },
  { code = "4", label = "bad", score = -1 },
  { code = "5", label = "very bad", score = -2 },
  { code = "9", label = "do not know" },
]

[[question]]
id = "owns"
label = "Owns land"
kind = "single"
column = "owns"
choices = [{ code = "1", label = "yes" }, { code = "2", label = "no" }]

[[question]]
id = "plan"
label = "Plan for the land"
kind = "single"
column = "plan"
ask_if = "owns = 1"
choices = [{ code = "1", label = "keep" }, { code = "2", label = "let" }, { code = "3", label = "sell" }]

[[question]]
id = "pays"
label = "Pays the fee"
kind = "single"
column = "pays"
choices = [{ code = "1", label = "yes" }, { code = "2", label = "no" }]

[[question]]
id = "know"
label = "Services known"
kind = "multiple"
layout = "flags"
columns = ["know1", "know2", "know3", "know4", "know5", "know6"]
choices = [
  { code = "1", label = "market" }, { code = "2", label = "tours" }, { code = "3", label = "lessons" },
  { code = "4", label = "grants" }, { code = "5", label = "archive" }, { code = "6", label = "none of them", exclusive = true },
]

[[question]]
id = "spend"
label = "Spent in a month"
kind = "numeric"
column = "spend"
unit = "yen"
bands = [{ label = "under 2000", to = 1999 }, { label = "2000-3999", from = 2000, to = 3999 }, { label = "4000 and over", from = 4000 }]

[[question]]
id = "wish"
label = "Wishes in order"
kind = "rank"
top = 3
columns = ["r1", "r2", "r3"]
choices = [{ code = "1", label = "shops" }, { code = "2", label = "parks" }, { code = "3", label = "roads" }, { code = "4", label = "schools" }, { code = "5", label = "buses" }]

[[question]]
id = "items"
label = "Importance"
kind = "matrix"
items = [
  { id = "i1", label = "farming", column = "i1" },
  { id = "i2", label = "shops", column = "i2" },
  { id = "i3", label = "tourism", column = "i3" },
  { id = "i4", label = "land", column = "i4", ask_if = "owns = 1" },
]
choices = [{ code = "1", label = "high", score = 3 }, { code = "2", label = "rather high", score = 2 }, { code = "3", label = "rather low", score = 1 }, { code = "4", label = "low", score = 0 }]

[[net]]
question = "sat"
code = "N1"
label = "good, all"
members = ["1", "2"]

[[net]]
question = "know"
code = "N1"
label = "market or tours"
members = ["1", "2"]

[[banner]]
id = "age3"
label = "Age, three groups"
question = "age"
groups = [{ label = "18-39", codes = ["1", "2"] }, { label = "40-59", codes = ["3", "4"] }, { label = "60+", codes = ["5", "6"] }]

[[banner]]
id = "purse"
label = "Spending"
question = "spend"
bands = [{ label = "low", to = 2499, code = "lo" }, { label = "high", from = 2500, code = "hi" }]

[[weight]]
id = "col"
kind = "column"
column = "w"

[[weight]]
id = "cell"
kind = "cell"
missing = "keep"
targets = [
  { questions = ["sex", "area"], codes = ["1", "1"], share = 0.16 },
  { questions = ["sex", "area"], codes = ["1", "2"], share = 0.14 },
  { questions = ["sex", "area"], codes = ["1", "3"], share = 0.13 },
  { questions = ["sex", "area"], codes = ["1", "4"], share = 0.08 },
  { questions = ["sex", "area"], codes = ["2", "1"], share = 0.15 },
  { questions = ["sex", "area"], codes = ["2", "2"], share = 0.15 },
  { questions = ["sex", "area"], codes = ["2", "3"], share = 0.11 },
  { questions = ["sex", "area"], codes = ["2", "4"], share = 0.08 },
]

[[weight]]
id = "rake"
kind = "rake"
missing = "keep"
targets = [
  { question = "sex", shares = { "1" = 0.49, "2" = 0.51 } },
  { question = "age", shares = { "1" = 0.15, "2" = 0.15, "3" = 0.18, "4" = 0.18, "5" = 0.16, "6" = 0.18 } },
  { question = "area", shares = { "1" = 0.30, "2" = 0.25, "3" = 0.25, "4" = 0.20 } },
]

[[weight]]
id = "rakex"
kind = "rake"
missing = "exclude"
targets = [
  { question = "sex", shares = { "1" = 0.49, "2" = 0.51 } },
  { question = "age3", shares = { "1" = 0.30, "2" = 0.36, "3" = 0.34 } },
]

[[weight]]
id = "rakestart"
kind = "rake"
start = "col"
missing = "keep"
targets = [
  { question = "sex", shares = { "1" = 0.49, "2" = 0.51 } },
  { question = "area", shares = { "1" = 0.30, "2" = 0.25, "3" = 0.25, "4" = 0.20 } },
]

[[weight]]
id = "rakecount"
kind = "rake"
missing = "keep"
targets = [
  { question = "area", counts = { "1" = 360, "2" = 300, "3" = 300, "4" = 240 } },
  { question = "part", counts = { "1" = 40, "2" = 660, "3" = 500 } },
]

[[weight]]
id = "greg"
kind = "calibrate"
missing = "exclude"
targets = [
  { question = "sex", shares = { "1" = 0.49, "2" = 0.51 } },
  { question = "area", shares = { "1" = 0.30, "2" = 0.25, "3" = 0.25, "4" = 0.20 } },
]

[[weight]]
id = "trimmed"
kind = "rake"
missing = "keep"
trim = [0.6, 1.6]
targets = [
  { question = "age", shares = { "1" = 0.12, "2" = 0.18, "3" = 0.21, "4" = 0.24, "5" = 0.19, "6" = 0.06 } },
  { question = "area", shares = { "1" = 0.30, "2" = 0.25, "3" = 0.25, "4" = 0.20 } },
]
'

strata_toml <- function(sizes) {
  labels <- c("farms", "houses", "flats")
  sampling <- c("census", "random", "random")
  block <- function(code) c("", "[[stratum]]", sprintf('code = "%d"', code), sprintf('label = "%s"', labels[code]),
                            sprintf('where = "part = %d"', code),
                            if (!is.na(sizes[code])) sprintf("population = %d", sizes[code]),
                            sprintf('sampling = "%s"', sampling[code]))
  unlist(lapply(1:3, block))
}

write_project <- function(root, designs) {
  dir.create(file.path(root, "surveys"), showWarnings = FALSE, recursive = TRUE)
  for (id in names(designs)) {
    design <- designs[[id]]
    head <- c("[survey]", sprintf('id = "%s"', id), sprintf('title = "Synthetic town survey, design %s"', id),
              "synthetic = true", if (!is.null(design$N)) sprintf("population = %d", design$N),
              if (!is.null(design$strata)) 'sampling = "stratified"',
              if (!is.null(design$default_weight)) sprintf('default_weight = "%s"', design$default_weight),
              sprintf("min_base = %d", design$min_base), 'missing = { NA = [""], INV = ["-9999"] }')
    lines <- c(head, if (!is.null(design$strata)) strata_toml(design$strata), questions_toml)
    writeLines(gsub("\n+$", "\n", paste(lines, collapse = "\n")), file.path(root, "surveys", paste0(id, ".toml")), sep = "")
  }
  listed <- paste0('"surveys/', names(designs), '.toml"', collapse = ", ")
  writeLines(c("[project]", 'title = "Reference values: a synthetic town"', 'locale = "en"', sprintf("surveys = [%s]", listed)),
             file.path(root, "koe.toml"))
}
