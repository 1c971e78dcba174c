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

told_of_sheets as (

    select
        sender,
        sheet,
        year,
        month,
        count(*) as told_count

    from told

    group by all

),

missing_sheets as (

    select
        missing.sender,
        missing.sheet,
        missing.year,
        missing.month,
        count(*) as row_count

    from missing

    inner join told_of_sheets
        on missing.sender = told_of_sheets.sender
        and missing.sheet = told_of_sheets.sheet
        and missing.year = told_of_sheets.year
        and missing.month_before = told_of_sheets.month

    group by all

    having count(*) = any_value(told_of_sheets.told_count)

),

told_of_regions as (

    select
        sender,
        region_code,
        year,
        month,
        count(*) as told_count

    from told

    group by all

),

missing_elsewhere as (

    select * from missing
    anti join missing_sheets using (sender, sheet, year, month)

),

by_region as (

    select
        missing.region_code,
        missing.sender,
        missing.year,
        missing.month,
        count(*) as row_count,
        count(*) = any_value(told_of_regions.told_count) as is_whole_region,
        string_agg(distinct missing.sheet, '、') as sheets,
        min(missing.indicator_code) as first_code,
        count(distinct missing.indicator_code) as indicator_count

    from missing_elsewhere as missing

    inner join told_of_regions
        on missing.sender = told_of_regions.sender
        and missing.region_code = told_of_regions.region_code
        and missing.year = told_of_regions.year
        and missing.month_before = told_of_regions.month

    group by missing.region_code, missing.sender, missing.year, missing.month

),

senders as (

    select
        sender,
        arg_max(region_code, uploaded_at) as region_code

    from core_upload

    group by sender

),

lacking as (

    select
        senders.region_code,
        '整张表 ' || missing_sheets.sheet as indicator_name,
        missing_sheets.year,
        missing_sheets.month,
        missing_sheets.row_count,
        missing_sheets.sender as reason

    from missing_sheets

    inner join senders
        on missing_sheets.sender = senders.sender

    union all

    select
        by_region.region_code,
        case
            when is_whole_region then '整个地区'
            when indicator_count = 1 then indicators.indicator_name
            else indicators.indicator_name || '等' || indicator_count || '项'
        end,
        by_region.year,
        by_region.month,
        by_region.row_count,
        by_region.sender || '　上期在' || by_region.sheets

    from by_region

    inner join core_indicator as indicators
        on by_region.first_code = indicators.indicator_code

)

select
    lacking.region_code,
    regions.region_name,
    lacking.indicator_name,
    period_code(lacking.year, lacking.month) as period_code,
    lacking.row_count,
    lacking.reason,
    '' as source
from lacking
inner join core_region as regions on lacking.region_code = regions.region_code
