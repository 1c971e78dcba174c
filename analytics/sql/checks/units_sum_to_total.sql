-- Which tables by unit do not add up to their total?
with

units as (

    select * from core_unit

),

summed as (

    select
        region_code,
        scope,
        year,
        month,
        min(unit) filter (where is_total) as project_name,
        count(*) filter (where not is_total) as unit_count,
        sum(annual_plan_cny_10k) filter (where is_total) as annual_plan_printed_cny_10k,
        sum(annual_plan_cny_10k) filter (where not is_total) as annual_plan_found_cny_10k,
        sum(ytd_cny_10k) filter (where is_total) as ytd_printed_cny_10k,
        sum(ytd_cny_10k) filter (where not is_total) as ytd_found_cny_10k,
        min(coalesce(ytd_source, annual_plan_source)) filter (where is_total) as source

    from units

    group by region_code, scope, year, month

)

select
    * exclude (year, month),
    period_code(year, month) as period_code
from summed
where unit_count > 1
    and (
        is_sum_far_off(annual_plan_printed_cny_10k, annual_plan_found_cny_10k, $most_share)
        or is_sum_far_off(ytd_printed_cny_10k, ytd_found_cny_10k, $most_share)
    )
