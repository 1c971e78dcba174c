-- 与上年同期相差约一万倍或千倍：请核对单位是万元还是亿元
with

growth as (

    select * from mart_growth

)

select
    region_code,
    region_name,
    indicator_name,
    period_code,
    ytd_cny_10k,
    ytd_last_year_cny_10k,
    level_source as source

from growth

where ytd_last_year_cny_10k > 0
    and ytd_cny_10k > 0
    and abs(log10(ytd_cny_10k::double / ytd_last_year_cny_10k::double)) > 2.7
