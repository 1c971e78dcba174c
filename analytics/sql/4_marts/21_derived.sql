-- What follows from the cumulative figures: a month's own amount and growth, a quarter's,
-- the mean of two years, and the growth the rest of the year needs?
-- Grain: one row per region, indicator and period. Feeds: 增速, 讲话稿. All of it is 推算
-- and stays null where two periods do not stand on one basis.
create or replace view mart_derived as

with

growth as (

    -- The base is what the published growth implies; last year's levels only where no
    -- growth is published and nothing shows that the two differ.
    select
        *,
        yoy_reported_pct - half_digit_pct(yoy_reported_pct) as yoy_low_pct,
        yoy_reported_pct + half_digit_pct(yoy_reported_pct) as yoy_high_pct,
        coalesce(
            comparable_base_cny_10k,
            case
                when not is_published and not has_incomparable_series
                    then ytd_last_year_cny_10k
            end
        ) as base_cny_10k,
        comparable_base(ytd_cny_10k, yoy_high_pct) as base_low_cny_10k,
        comparable_base(ytd_cny_10k, yoy_low_pct) as base_high_cny_10k,
        count(is_incomparable) over (
            partition by region_code, indicator_code, year order by month
        ) > 0 as is_basis_checked

    from mart_growth

),

earlier as (

    select
        region_code,
        indicator_code,
        year,
        month,
        ytd_cny_10k,
        yoy_reported_pct,
        is_published,
        base_cny_10k,
        base_low_cny_10k,
        base_high_cny_10k,
        level_source,
        yoy_source

    from growth

),

targets as (

    select * from core_target
    where goal_kind = 'growth'
        and month is null
        and is_total

),

aliases as (

    select * from ref_alias

),

goals as (

    -- Where a lower and a higher goal are set, the lower one is the duty.
    select
        targets.region_code,
        aliases.indicator_code,
        targets.year,
        arg_min(targets.goal_value, row(targets.tier = '力争', targets.goal_value)) as goal_yoy_pct,
        arg_min(targets.source, row(targets.tier = '力争', targets.goal_value)) as goal_source

    from targets

    inner join aliases
        on regexp_replace(name_key(targets.indicator_label), '(同比)?(增速|增长率?|增幅)$', '')
        in (name_key(aliases.label_key), name_key(aliases.label_key || '投资'))
        and period_code(targets.year, 12) between aliases.valid_from and aliases.valid_to

    group by targets.region_code, aliases.indicator_code, targets.year

),

beside_earlier_periods as (

    select
        growth.*,
        goals.goal_yoy_pct,
        goals.goal_source,
        month_before.ytd_cny_10k as ytd_month_before,
        month_before.is_published as is_month_before_published,
        month_before.base_cny_10k as base_month_before,
        month_before.base_low_cny_10k as base_low_month_before,
        month_before.base_high_cny_10k as base_high_month_before,
        month_before.level_source as level_source_month_before,
        month_before.yoy_source as yoy_source_month_before,
        quarter_before.ytd_cny_10k as ytd_quarter_before,
        quarter_before.is_published as is_quarter_before_published,
        quarter_before.base_cny_10k as base_quarter_before,
        quarter_before.base_low_cny_10k as base_low_quarter_before,
        quarter_before.base_high_cny_10k as base_high_quarter_before,
        quarter_before.level_source as level_source_quarter_before,
        quarter_before.yoy_source as yoy_source_quarter_before,
        year_before.yoy_reported_pct as yoy_reported_year_before,
        year_before.yoy_source as yoy_source_year_before,
        last_december.ytd_cny_10k as ytd_of_last_year,
        last_december.level_source as level_source_last_year

    from growth

    left join earlier as month_before
        on growth.region_code = month_before.region_code
        and growth.indicator_code = month_before.indicator_code
        and growth.year = month_before.year
        and growth.month = month_before.month + 1

    left join earlier as quarter_before
        on growth.region_code = quarter_before.region_code
        and growth.indicator_code = quarter_before.indicator_code
        and growth.year = quarter_before.year
        and growth.month = quarter_before.month + 3

    left join earlier as year_before
        on growth.region_code = year_before.region_code
        and growth.indicator_code = year_before.indicator_code
        and growth.year = year_before.year + 1
        and growth.month = year_before.month

    left join earlier as last_december
        on growth.region_code = last_december.region_code
        and growth.indicator_code = last_december.indicator_code
        and growth.year = last_december.year + 1
        and last_december.month = 12

    left join goals
        on growth.region_code = goals.region_code
        and growth.indicator_code = goals.indicator_code
        and growth.year = goals.year

),

months_and_quarters_cut_out as (

    -- A cumulative amount that falls was revised in between: no month can be cut out.
    select
        *,
        case when ytd_cny_10k >= ytd_month_before then ytd_cny_10k - ytd_month_before end
            as month_cny_10k,
        month_cny_10k is not null and is_published = is_month_before_published
            as has_month_basis,
        case when month in (3, 6, 9, 12) then month // 3 end as quarter,
        case
            when month = 3 then ytd_cny_10k
            when quarter is not null and ytd_cny_10k >= ytd_quarter_before
                then ytd_cny_10k - ytd_quarter_before
        end as quarter_cny_10k,
        quarter > 1 and quarter_cny_10k is not null
        and is_published = is_quarter_before_published
            as has_quarter_basis

    from beside_earlier_periods

),

grown as (

    -- The first quarter is no difference: its growth is printed, levels or not.
    select
        *,
        case
            when has_month_basis
                then growth_between(
                    ytd_cny_10k, ytd_month_before, base_cny_10k, base_month_before
                )
        end as month_estimate_pct,
        case
            when has_month_basis
                then growth_between(
                    ytd_cny_10k, ytd_month_before, base_high_cny_10k, base_low_month_before
                )
        end as month_yoy_low_pct,
        case
            when has_month_basis
                then growth_between(
                    ytd_cny_10k, ytd_month_before, base_low_cny_10k, base_high_month_before
                )
        end as month_yoy_high_pct,
        case
            when month = 3 then yoy_pct
            when has_quarter_basis
                then growth_between(
                    ytd_cny_10k, ytd_quarter_before, base_cny_10k, base_quarter_before
                )
        end as quarter_estimate_pct,
        case
            when month = 3 then yoy_low_pct
            when has_quarter_basis
                then growth_between(
                    ytd_cny_10k, ytd_quarter_before, base_high_cny_10k, base_low_quarter_before
                )
        end as quarter_yoy_low_pct,
        case
            when month = 3 then yoy_high_pct
            when has_quarter_basis
                then growth_between(
                    ytd_cny_10k, ytd_quarter_before, base_low_cny_10k, base_high_quarter_before
                )
        end as quarter_yoy_high_pct,
        two_year_average_pct(yoy_reported_pct, yoy_reported_year_before)
            as two_year_average_pct

    from months_and_quarters_cut_out

),

rest_of_the_year_asked as (

    -- Last year's months to date as printed; where that is missing, what the published
    -- growth implies, once an earlier period of the year has shown the two agree.
    select
        *,
        coalesce(ytd_last_year_cny_10k, comparable_base_cny_10k) as base_to_date_cny_10k,
        needed_yoy_pct(
            goal_yoy_pct, ytd_of_last_year, ytd_cny_10k, base_to_date_cny_10k
        ) as estimate_pct,
        case
            when goal_yoy_pct is null then '没有录入全年增速目标'
            when month = 12 then '全年已结束'
            when ytd_cny_10k is null then '没有累计总量，只有增速'
            when ytd_of_last_year is null then '没有上年全年总量'
            when has_incomparable_series then '公布增速与直接计算不可比，上年全年可比数未公布'
            when base_to_date_cny_10k is null or not is_basis_checked
                then '没有上年同期总量，不能核对口径'
            when estimate_pct is null then '上年后几个月的总量不大于零'
            when estimate_pct < -100 then '累计已超过全年目标'
            else ''
        end as needed_reason

    from grown

),

said_with_sources as (

    select
        ---------- keys
        region_code,
        region_name,
        indicator_code,
        indicator_name,
        breakdown,
        sort_order,
        year,
        month,
        period_code,

        ---------- as printed
        ytd_cny_10k,
        yoy_pct,
        is_published,

        ---------- one month; an estimate whose band has no bound is no estimate
        month_cny_10k,
        case
            when not is_published or month_yoy_low_pct + month_yoy_high_pct is not null
                then month_estimate_pct
        end as month_yoy_pct,
        month_yoy_low_pct,
        month_yoy_high_pct,

        ---------- one quarter
        quarter,
        quarter_cny_10k,
        case
            when not is_published or quarter_yoy_low_pct + quarter_yoy_high_pct is not null
                then quarter_estimate_pct
        end as quarter_yoy_pct,
        quarter_yoy_low_pct,
        quarter_yoy_high_pct,

        ---------- two years and the rest of this one
        two_year_average_pct,
        goal_yoy_pct,
        case when needed_reason = '' then estimate_pct end as needed_yoy_pct,
        needed_reason,

        ---------- origin
        case
            when month_cny_10k is not null
                then concat_ws(
                    '；', '推算：本月＝本期累计－上期累计，上年基数由增速反推', level_source,
                    yoy_source, level_source_month_before, yoy_source_month_before
                )
        end as month_source,
        case
            when month = 3 then concat_ws('；', level_source, yoy_source)
            when quarter_cny_10k is not null
                then concat_ws(
                    '；', '推算：本季＝本期累计－上季末累计，上年基数由增速反推', level_source,
                    yoy_source, level_source_quarter_before, yoy_source_quarter_before
                )
        end as quarter_source,
        case
            when two_year_average_pct is not null
                then concat_ws(
                    '；', '两年平均＝√（（1＋今年增速）×（1＋上年增速））－1', yoy_source,
                    yoy_source_year_before
                )
        end as two_year_source,
        case
            when needed_reason = ''
                then concat_ws(
                    '；', '所需增速＝（上年全年×（1＋目标）－本期累计）÷（上年全年－上年同期）－1',
                    goal_source, level_source, level_source_last_year,
                    coalesce(level_last_year_source, yoy_source)
                )
        end as needed_source,
        source,
        upload_id

    from rest_of_the_year_asked

)

select * from said_with_sources;
