-- Which share of the year's plan is due by each quarter's end?
-- Grain: one row per region, unit ('' for the whole region), year and quarter's end.
-- Goals come as percent, or as amounts beside the year's own amount.
create or replace view truth_quarter_goal as

with

targets as (

    -- Where a lower and a higher goal are set, the schedule is the lower one's.
    select * from truth_target
    where tier <> '力争'
        and goal_kind in ('completion', 'level')

),

goals_of_quarters as (

    select * from targets
    where month in (3, 6, 9, 12)

),

goals_of_years as (

    select * from targets
    where month is null

),

shares_measured as (

    select
        goals_of_quarters.region_code,
        case when goals_of_quarters.is_total then '' else goals_of_quarters.unit_key end
            as unit_key,
        goals_of_quarters.year,
        goals_of_quarters.month,
        goals_of_quarters.indicator_label,
        case
            when goals_of_quarters.goal_kind = 'completion'
                then goals_of_quarters.goal_value
            else pct(goals_of_quarters.goal_cny_10k, goals_of_years.goal_cny_10k)
        end as goal_share_pct,
        goals_of_quarters.upload_id,
        goals_of_quarters.row_number

    from goals_of_quarters

    left join goals_of_years
        on goals_of_quarters.region_code = goals_of_years.region_code
        and goals_of_quarters.unit_key = goals_of_years.unit_key
        and goals_of_quarters.indicator_label = goals_of_years.indicator_label
        and goals_of_quarters.goal_kind = goals_of_years.goal_kind
        and goals_of_quarters.tier = goals_of_years.tier
        and goals_of_quarters.year = goals_of_years.year

),

one_share_per_quarter as (

    -- A goal for projects is nearer to a ledger than one for all investment; of several
    -- the one printed first.
    select
        region_code,
        unit_key,
        year,
        month,
        arg_min(
            goal_share_pct, (not contains(indicator_label, '项目'), upload_id, row_number)
        ) as goal_share_pct

    from shares_measured

    where goal_share_pct is not null

    group by region_code, unit_key, year, month

)

select * from one_share_per_quarter;
