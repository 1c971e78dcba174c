-- Which series are known from somebody else only?
-- First-hand is a statistics bureau of the region itself or of one above it; a bureau below
-- and an office that is none only pass on what they were told.
with

printed as (

    select * from core_printed
    where statistic = 'investment'
        and is_in_use

),

uploads as (

    select * from core_upload

),

lines_above as (

    -- Three steps up is the nation, from any county.
    select
        own.region_code,
        list_filter(
            [own.region_code, own.parent_code, above.parent_code, higher.parent_code, '000000'],
            lambda code: code <> ''
        ) as line

    from core_region as own

    left join core_region as above
        on own.parent_code = above.region_code

    left join core_region as higher
        on above.parent_code = higher.region_code

),

told as (

    select
        printed.region_code,
        printed.indicator_code,
        printed.year,
        printed.month,
        printed.sender,
        printed.source,
        contains(printed.sender, '统计')
        and list_contains(lines_above.line, uploads.region_code) as is_first_hand

    from printed

    inner join uploads
        on printed.upload_id = uploads.upload_id

    inner join lines_above
        on printed.region_code = lines_above.region_code

),

series as (

    select
        region_code,
        indicator_code

    from told

    group by region_code, indicator_code

    having not bool_or(is_first_hand)

)

select
    told.region_code,
    regions.region_name,
    period_code(told.year, told.month) as period_code,
    count(distinct told.indicator_code) as row_count,
    '转报单位：' || string_agg(distinct told.sender, '、') as reason,
    min(told.source) as source

from told

inner join series
    on told.region_code = series.region_code
    and told.indicator_code = series.indicator_code

inner join core_region as regions
    on told.region_code = regions.region_code

group by told.region_code, regions.region_name, told.year, told.month
