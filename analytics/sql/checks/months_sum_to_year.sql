-- Which amounts of single months do not come to the cumulative one?
-- Months 1 and 2 may be printed as one. A month that is not here leaves no sum.
with

levels as (

    select * from core_printed
    where measure = 'level'
        and is_in_use
        and level_cny_10k is not null
        and span in ('month', 'ytd')

),

months as (

    select * from levels
    where span = 'month'

),

cumulative as (

    select * from levels
    where span = 'ytd'

),

summed as (

    select
        cumulative.region_code,
        cumulative.region_label as region_name,
        cumulative.label as indicator_name,
        cumulative.year,
        cumulative.month,
        cumulative.level_cny_10k as total_cny_10k,
        sum(months.level_cny_10k) as parts_cny_10k,
        count(*) as part_count,
        cumulative.source

    from cumulative

    inner join months
        on cumulative.region_code = months.region_code
        and cumulative.indicator_code = months.indicator_code
        and cumulative.year = months.year
        and cumulative.month >= months.month

    group by all

)

select
    * exclude (year, month),
    parts_cny_10k - total_cny_10k as gap_cny_10k,
    period_code(year, month) as period_code
from summed
where part_count >= month - 1
    and abs(parts_cny_10k - total_cny_10k) > $most_share * total_cny_10k
