-- 同一文件两处印的同一数字不一致：请向报送单位核实哪一处为准
-- One sheet may print one decimal and another all of them, so a tenth is no difference.
with

investment as (

    select
        *,
        coalesce(level_cny_10k, value) as comparable_value

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
        string_agg(source, '；' order by row_number) as source

    from investment

    group by upload_id, region_code, indicator_code, year, month, span, measure

    having count(*) > 1

)

select * from printed_together
where highest - lowest > comparable_gap_pp()
    and (measure <> 'level' or highest - lowest > 0.005 * abs(highest))
