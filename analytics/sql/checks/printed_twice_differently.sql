-- 同一文件两处印的同一数字不一致：请向报送单位核实哪一处为准
with

investment as (

    select * from stg_investment
    where indicator_code is not null
        and region_code <> ''

)

select
    region_code,
    any_value(region_label) as region_name,
    any_value(label) as indicator_name,
    period_code(year, month) as period_code,
    measure,
    min(one_decimal(value)) as lowest,
    max(one_decimal(value)) as highest,
    string_agg(source, '；' order by row_number) as source

from investment

group by upload_id, region_code, indicator_code, year, month, span, measure

having max(one_decimal(value)) > min(one_decimal(value))
