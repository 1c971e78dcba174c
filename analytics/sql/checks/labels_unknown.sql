-- 指标名称未识别，未进入图表：请在上传页对应到指标，或补充 data/reference/indicators.csv
with

investment as (

    select * from stg_investment

)

select
    any_value(region_code) as region_code,
    any_value(region_label) as region_name,
    label as indicator_name,
    max(period_code(year, month)) as period_code,
    count(*) as row_count,
    min(source) as source

from investment

where indicator_code is null

group by label
