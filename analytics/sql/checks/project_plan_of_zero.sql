-- 年度计划为0或没有填，完成率无法计算：请补年度计划，确无计划的请说明
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
