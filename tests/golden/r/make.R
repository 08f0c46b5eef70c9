# Reference values for `koe tab --json` and `koe weights --json`: writes data/, projects/ and expected.json beside itself.
# Run in this folder: Rscript make.R

source("data.R")
source("surveys.R")
source("calls.R")
source("formulas.R")
source("golden.R")
source("weights.R")
source("tables.R")
source("requests.R")
source("others.R")

write_data(data60(), "data/d60.csv")
write_data(data_sparse(), "data/sparse.csv")
write_data(data_shop(), "data/shop.csv")
write_data(data_town(), "projects/town/data/town.csv")
write_project("projects/town", town_designs)

golden_table()
tables <- all_requests()
write_expected("expected.json", tables, weight_requests(), other_references())
cat(sprintf("%d requests for tables with %d checks, %d for weights with %d, %d other references\n", length(tables),
            sum(lengths(lapply(tables, `[[`, "checks"))), length(weight_requests()), sum(lengths(lapply(weight_requests(), `[[`, "checks"))),
            length(other_references())))
cat(sprintf("largest relative difference between the R calls and the formulas: %.2g (%s)\n", worst$size, worst$where))
