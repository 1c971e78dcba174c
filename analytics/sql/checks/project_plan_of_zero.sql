-- Which projects have a plan of zero?
select
    region_code,
    project_name,
    unit,
    period_code(year, month) as period_code,
    annual_plan_cny_10k,
    ytd_cny_10k,
    coalesce(annual_plan_source, name_source) as source
from core_project
where (annual_plan_cny_10k is null or annual_plan_cny_10k <= 0)
    and coalesce(ytd_cny_10k, 0) > 0
