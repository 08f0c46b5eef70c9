* Files for tests/it/spss.rs, written by PSPP: pspp tests/scripts/spss_fixtures.sps (in the folder they are to lie in).
set locale='UTF-8'.
data list list ("|") /ID (F8.0) Q1 (F2.0) Q2_1 Q2_2 Q2_3 (F1.0) Q3A Q3B (F2.0) Q4 (F8.2) Q5 (A9) Q6 (A600) Q7 (SDATE10) Q8 (DATETIME20) WT (F8.3).
begin data
1|1|1|0|0|2|9|12.5|北|短い|2023/07/01|01-JUL-2023 10:30:00|1.5
2|2|1|1|0|1|2|-3|南|長い文章です。長い文章です。長い文章です。長い文章です。長い文章です。長い文章です。長い文章です。長い文章です。長い文章です。長い文章です。長い文章です。長い文章です。長い文章です。長い文章です。長い文章です。長い文章です。長い文章です。長い文章です。長い文章です。長い文章です。長い文章です。|1899/12/31||0.5
3|9|9|9|9|9|9|9999|不||||1
4|-1|0|0|1|3|1|250|北|a, b|2024/02/29|31-DEC-2023 23:59:59|1
5|3|0|0|0||||||||1
end data.
variable labels ID '整理番号' Q1 '問1 後継者はいますか' Q2_1 'ウェブ' Q2_2 '広報紙' Q2_3 'その他' Q3A '1番目' Q3B '2番目' Q4 '売上高' Q5 '地区' Q6 '自由意見' Q7 '回答日' Q8 '受付日時'.
value labels Q1 1 '決定している' 2 'いない' 9 '無回答' -1 '非該当' /Q2_1 Q2_2 Q2_3 0 'なし' 1 'あり' 9 '無回答' /Q3A Q3B 1 '人手不足' 2 '資金' 3 '販路' 9 '無回答' /Q4 9999 '無回答' /Q5 '北' '北部' '南' '南部' '不' '不明'.
missing values Q1 (lo thru 0, 9) /Q2_1 Q2_2 Q2_3 Q3A Q3B (9) /Q4 (9000 thru 9999) /Q5 ('不').
variable level Q1 Q5 (nominal) Q4 (scale).
mrsets /mdgroup name=$Q2 label='問2 知ったきっかけ' variables=Q2_1 Q2_2 Q2_3 value=1 /mcgroup name=$Q3 label='問3 課題' variables=Q3A Q3B.
weight by WT.
save outfile='pspp-bytes.sav'.
save outfile='pspp-plain.sav' /uncompressed.
save outfile='pspp-blocks.zsav' /zcompressed.
* The same in the encoding of older Japanese programs.
set locale='CP932'.
data list list ("|") /問1 (F1.0) 地区 (A12).
begin data
1|髙橋㈱
2|北部～南部
end data.
variable labels 問1 '後継者'.
value labels 問1 1 'いる' 2 'いない'.
save outfile='pspp-cp932.sav'.
