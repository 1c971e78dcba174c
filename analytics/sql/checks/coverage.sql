-- What did a sender print for the period before and not for this one?
-- A sheet, a district or a row: the largest whole that is missing is told. The period before
-- is the sender's own last one, of the same year.
with

printed as (

    select * from core_printed
    where statistic = 'investment'
        and span = 'ytd'
        and region_code <> ''
        and indicator_code is not null
        and is_in_use

),

told as (

    select distinct
        sender,
        sheet,
        region_code,
        indicator_code,
        measure,
        year,
        month

    from printed

),

periods as (

    select
        sender,
        year,
        month,
        lag(month) over (partition by sender, year order by month) as month_before

    from (select distinct sender, year, month from told)

),

missing as (

    select
        before.sender,
        before.sheet,
        before.region_code,
        before.indicator_code,
        before.measure,
        before.year,
        periods.month,
        periods.month_before

    from told as before

    inner join periods
        on before.sender = periods.sender
        and before.year = periods.year
        and before.month = periods.month_before

    anti join told as now
        on before.sender = now.sender
        and before.region_code = now.region_code
        and before.indicator_code = now.indicator_code
        and before.measure = now.measure
        and before.year = now.year
        and periods.month = now.month

),

counted_before as (

    select
        sender,
        region_code,
        year,
        month,
        count(*) as told_count

    from told

    group by all

),

by_region as (

    select
        missing.region_code,
        missing.sender,
        missing.year,
        missing.month,
        count(*) as row_count,
        count(*) = any_value(counted_before.told_count) as is_whole_region,
        string_agg(distinct missing.sheet, '、') as sheets,
        arg_min(missing.indicator_code, missing.indicator_code) as first_code,
        count(distinct missing.indicator_code) as indicator_count

    from missing

    inner join counted_before
        on missing.sender = counted_before.sender
        and missing.region_code = counted_before.region_code
        and missing.year = counted_before.year
        and missing.month_before = counted_before.month

    group by missing.region_code, missing.sender, missing.year, missing.month

)

select
    by_region.region_code,
    regions.region_name,
    case
        when is_whole_region then '整个地区'
        when indicator_count = 1 then indicators.indicator_name
        else indicators.indicator_name || '等' || indicator_count || '项'
    end as indicator_name,
    period_code(year, month) as period_code,
    row_count,
    by_region.sender || '　上期在' || sheets as reason,
    '' as source
from by_region
inner join core_region as regions on by_region.region_code = regions.region_code
inner join core_indicator as indicators on by_region.first_code = indicators.indicator_code
