-- Where does each number come from, which upload, when, and does it count?
-- Grain: one row per printed number. Feeds: 出处与版次.
create or replace view mart_source as

with

investment as (

    select * from core_printed
    where statistic = 'investment'

),

indicators as (

    select * from core_indicator

),

regions as (

    select * from core_region

),

named as (

    select
        investment.region_code,
        coalesce(regions.region_name, investment.region_label) as region_name,
        investment.indicator_code,
        coalesce(indicators.indicator_name, investment.label) as indicator_name,
        investment.label,
        investment.year,
        investment.month,
        period_code(investment.year, investment.month) as period_code,
        investment.span,
        investment.measure,
        investment.printed,
        investment.value,
        investment.unit,
        investment.file,
        investment.sheet,
        investment.cell,
        investment.source,
        investment.sha256,
        investment.upload_id,
        investment.row_number,
        investment.sender,
        investment.accepted_at,
        investment.is_in_use

    from investment

    left join indicators
        on investment.indicator_code = indicators.indicator_code

    left join regions
        on investment.region_code = regions.region_code

)

select * from named;
