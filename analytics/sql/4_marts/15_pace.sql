-- What must each remaining month bring, and can it?
-- Grain: one row per region, subject (合计, a unit, or an indicator with a goal), goal
-- tier and period. Feeds: 完成率, 讲话稿.
create or replace view mart_pace as

with

units as (

    select * from core_unit_progress

),

targets as (

    select * from core_target
    where goal_kind = 'level'
        and month is null
        and goal_cny_10k is not null

),

investment as (

    select * from core_investment
    where ytd_cny_10k is not null

),

aliases as (

    select * from ref_alias

),

bands as (

    select * from ref_status_rule
    where applies_to = 'pace'

),

units_against_their_plan as (

    select
        region_code,
        year,
        month,
        scope,
        case when is_total then 'total' else 'unit' end as subject_kind,
        unit_key as subject_key,
        unit as subject,
        '' as tier,
        annual_plan_cny_10k as goal_cny_10k,
        ytd_cny_10k,
        source,
        printed_upload_id as done_upload_id,
        printed_upload_id as goal_upload_id

    from units

),

investment_against_its_goal as (

    select
        investment.region_code,
        investment.year,
        investment.month,
        '' as scope,
        'indicator' as subject_kind,
        investment.indicator_code as subject_key,
        targets.indicator_label as subject,
        targets.tier,
        targets.goal_cny_10k,
        investment.ytd_cny_10k,
        quotient_source(investment.level_source, targets.source) as source,
        investment.level_upload_id as done_upload_id,
        targets.upload_id as goal_upload_id

    from targets

    inner join aliases
        on name_key(targets.indicator_label) in (
            name_key(aliases.label_key), name_key(aliases.label_key || '投资')
        )
        and period_code(targets.year, 12) between aliases.valid_from and aliases.valid_to

    inner join investment
        on targets.region_code = investment.region_code
        and aliases.indicator_code = investment.indicator_code
        and targets.year = investment.year

    where targets.is_total

),

subjects as (

    select * from units_against_their_plan
    union all
    select * from investment_against_its_goal

),

beside_three_months_before as (

    select
        subjects.*,
        earlier.ytd_cny_10k as ytd_earlier_cny_10k

    from subjects

    left join subjects as earlier
        on subjects.region_code = earlier.region_code
        and subjects.scope = earlier.scope
        and subjects.subject_kind = earlier.subject_kind
        and subjects.subject_key = earlier.subject_key
        and subjects.tier = earlier.tier
        and subjects.year = earlier.year
        and subjects.month = earlier.month + 3

),

paced as (

    select
        * exclude (ytd_earlier_cny_10k),
        period_code(year, month) as period_code,
        pct(ytd_cny_10k, goal_cny_10k) as completion_rate_pct,
        ytd_cny_10k - goal_cny_10k as beyond_goal_cny_10k,
        greatest(-beyond_goal_cny_10k, 0) as remaining_cny_10k,
        12 - month as remaining_months,
        ytd_cny_10k / month as mean_monthly_cny_10k,
        required_monthly(goal_cny_10k, ytd_cny_10k, month) as required_monthly_cny_10k,
        times_of(required_monthly_cny_10k, mean_monthly_cny_10k) as required_multiple,
        coalesce((ytd_cny_10k - ytd_earlier_cny_10k) / 3, mean_monthly_cny_10k)
            as recent_monthly_cny_10k,
        year_end_at_pace(ytd_cny_10k, recent_monthly_cny_10k, month) as year_end_cny_10k,
        pct(year_end_cny_10k, goal_cny_10k) as year_end_rate_pct,

        -- 双过半: at the half year half of the year's task.
        case when month = 6 then completion_rate_pct >= 50 end as is_half_done

    from beside_three_months_before

),

verdict_given as (

    select
        paced.*,
        case
            when paced.goal_cny_10k is null or paced.ytd_cny_10k is null then null
            when paced.remaining_cny_10k = 0 then '已完成'
            when paced.remaining_months = 0 then '未完成'
            else bands.status
        end as verdict

    from paced

    left join bands
        on in_band(
            paced.required_multiple,
            bands.lower_bound, bands.is_lower_included,
            bands.upper_bound, bands.is_upper_included
        )

)

select * from verdict_given;
