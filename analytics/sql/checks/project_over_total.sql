-- Which projects have spent more than their planned total?
select
    region_code,
    project_name,
    unit,
    period_code(year, month) as period_code,
    planned_total_cny_10k,
    coalesce(invested_total_cny_10k, ytd_cny_10k) as invested_total_cny_10k,
    source
from core_project
where coalesce(invested_total_cny_10k, ytd_cny_10k) > planned_total_cny_10k
