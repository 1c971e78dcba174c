-- Which quantities does one file print twice with two values?
-- One sheet may print one decimal and another all of them, rounded or cut off: a unit of
-- the last digit the coarser one prints is no difference, nor is a tenth of a rate.
with

investment as (

    select
        *,
        coalesce(level_cny_10k, value) as comparable_value,
        2 * half_digit(value, 0) as last_digit,
        coalesce(to_cny_10k(last_digit, unit), last_digit) as comparable_digit

    from core_printed

    where indicator_code is not null
        and region_code <> ''

),

printed_together as (

    select
        region_code,
        any_value(region_label) as region_name,
        any_value(label) as indicator_name,
        period_code(year, month) as period_code,
        measure,
        min(comparable_value) as lowest,
        max(comparable_value) as highest,
        max(comparable_digit) as coarsest_digit,
        string_agg(printed || unit, '、' order by row_number) as reason,
        string_agg(source, '；' order by row_number) as source

    from investment

    group by upload_id, region_code, indicator_code, year, month, span, measure

    having count(*) > 1

)

select * exclude (coarsest_digit, lowest, highest) from printed_together
where highest - lowest
    > case when measure = 'level' then coarsest_digit else $rate_gap_pp end
