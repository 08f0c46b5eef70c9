* Part of spss_written.R: what PSPP reads of the files that koe wrote.
set locale='UTF-8'.
get file='tests/golden/spss/written.sav'.
display dictionary /variables=CASE Q1 地区 Q3_1 Q5_1 Q6 Q7 W_pop.
mrsets /display name=[$Q3].
show weight.
list CASE Q1 地区 Q3_1 Q3_2 Q3_12 Q3_99 Q5_1 Q5_2 Q6 Q7 W_pop.
compute bytes=length(rtrim(Q8)).
list bytes.
get file='tests/golden/spss/written.zsav'.
list CASE Q1 地区 Q3_1 Q4_300 Q6 Q7.
