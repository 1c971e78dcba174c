-- Which goals are not the sum of their parts?
with

targets as (

    select * from core_target
    where goal_kind = 'level'
        and goal_cny_10k is not null

),

summed as (

    select
        region_code,
        indicator_label as project_name,
        tier,
        year,
        month,
        max(goal_cny_10k) filter (where is_total) as total_goal_cny_10k,
        sum(goal_cny_10k) filter (where not is_total) as parts_cny_10k,
        count(*) filter (where not is_total) as part_count,
        min(source) filter (where is_total) as source

    from targets

    group by region_code, indicator_label, tier, year, month

)

select
    * exclude (year, month),
    parts_cny_10k - total_goal_cny_10k as gap_cny_10k,
    -- A year's goal is true of every month of it.
    coalesce(period_code(year, month), cast(year as varchar)) as period_code
from summed
where part_count > 1
    and (total_goal_cny_10k is null or is_sum_off(total_goal_cny_10k, parts_cny_10k, part_count))
