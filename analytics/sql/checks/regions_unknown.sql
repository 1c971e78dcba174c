-- 地区名称未识别，未进入图表：请在上传页确认报送单位所属地区，或加为统计单元
with

investment as (

    select * from stg_investment

)

select
    '' as region_code,
    region_label as region_name,
    any_value(label) as indicator_name,
    max(period_code(year, month)) as period_code,
    count(*) as row_count,
    min(source) as source

from investment

where region_code = ''

group by region_label
