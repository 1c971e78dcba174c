-- How many points of the total's growth does each part bring, and which share of it?
-- Grain: one row per region, part of the total and period; and one row is_residual where
-- the parts of a whole set miss the published growth beyond rounding.
-- Feeds: 增速, 结构, 讲话稿. Unsafe rows say why; what cannot be defended is null.
create or replace view mart_contribution as

with

growth as (

    -- Same basis as the total: both published, or nothing shows that levels and
    -- published growth part.
    select
        *,
        case when is_published then is_incomparable is false else yoy_pct is not null end
            as is_like_its_levels

    from mart_growth

    where indicator_code = 'fixed_asset_investment'
        or parent_indicator_code = 'fixed_asset_investment'

),

members as (

    select
        breakdown,
        list(indicator_code) as member_codes,
        map(list(indicator_code), list(indicator_name)) as name_of

    from core_indicator

    where adds_up
        and breakdown <> 'total'

    group by breakdown

),

beside_the_total as (

    select
        *,
        max(ytd_cny_10k) filter (where breakdown = 'total') over place_and_time
            as total_cny_10k,
        max(level_rounding_cny_10k) filter (where breakdown = 'total') over place_and_time
            as total_rounding_cny_10k,
        max(yoy_pct) filter (where breakdown = 'total') over place_and_time
            as total_yoy_pct,
        max(coalesce(yoy_reported_pct, one_decimal(yoy_computed_pct)))
            filter (where breakdown = 'total') over place_and_time as total_yoy_printed_pct,
        bool_or(is_published) filter (where breakdown = 'total') over place_and_time
            as is_total_published,
        bool_or(is_like_its_levels) filter (where breakdown = 'total') over place_and_time
            as is_total_like_its_levels,
        max(level_source) filter (where breakdown = 'total') over place_and_time
            as total_level_source,
        max(yoy_source) filter (where breakdown = 'total') over place_and_time
            as total_yoy_source

    from growth

    window place_and_time as (partition by region_code, year, month)

),

on_one_basis as (

    select
        *,
        comparable_base(total_cny_10k, total_yoy_pct) as total_base_cny_10k,
        (is_published and is_total_published)
        or (is_like_its_levels and is_total_like_its_levels) as is_on_one_basis,
        is_on_one_basis and ytd_cny_10k is not null and total_base_cny_10k is not null
            as has_levels

    from beside_the_total

    where breakdown <> 'total'

),

pulls_measured as (

    select
        *,
        case
            when has_levels then pct(ytd_cny_10k, total_cny_10k)
            else share_reported_pct
        end as share_pct,
        case when has_levels then comparable_base(ytd_cny_10k, yoy_pct) end as base_cny_10k,
        ytd_cny_10k - base_cny_10k as increment_cny_10k,
        case
            when has_levels then pull_pp(increment_cny_10k, total_base_cny_10k)
            when is_on_one_basis
                then pull_of_share_pp(share_reported_pct, yoy_pct, total_yoy_pct)
        end as pull_pp,
        case
            when has_levels
                then pull_rounding_pp(pct(base_cny_10k, total_base_cny_10k), yoy_pct)
            else share_rounding_pp(yoy_pct, total_yoy_pct)
        end as rounding_pp

    from on_one_basis

),

sets_summed as (

    select
        pulls_measured.*,
        count(pull_pp) over one_set as part_count,
        list(pulls_measured.indicator_code) filter (where pull_pp is not null) over one_set
            as codes_with_pull,
        bool_and(has_levels) filter (where pull_pp is not null) over one_set
            as has_all_levels,
        sum(ytd_cny_10k) filter (where pull_pp is not null) over one_set as parts_cny_10k,
        sum(base_cny_10k) over one_set as parts_base_cny_10k,
        min(level_rounding_cny_10k) filter (where pull_pp is not null) over one_set
            as part_rounding_cny_10k,
        sum(share_pct) filter (where pull_pp is not null) over one_set as shares_pct,
        sum(pull_pp) over one_set as pulls_pp,
        sum(rounding_pp) filter (where pull_pp is not null) over one_set as parts_rounding_pp,
        row_number() over (
            partition by
                pulls_measured.region_code, pulls_measured.breakdown,
                pulls_measured.year, pulls_measured.month
            order by pulls_measured.sort_order desc
        ) = 1 as is_last_of_set

    from pulls_measured

    window one_set as (
        partition by
            pulls_measured.region_code, pulls_measured.breakdown,
            pulls_measured.year, pulls_measured.month
    )

),

sets_judged as (

    -- A set is whole when all its members are here, or when those here reach the total.
    select
        sets_summed.*,
        coalesce(
            has_all_levels and abs(total_cny_10k - parts_cny_10k) <= sum_rounding(
                part_count, part_rounding_cny_10k, total_cny_10k, total_rounding_cny_10k
            ),
            false
        ) as is_reaching_the_total,
        coalesce(
            adds_up and has_all_levels and parts_cny_10k > total_cny_10k
            and not is_reaching_the_total,
            false
        ) as is_beyond_the_total,
        coalesce(
            list_filter(
                members.member_codes, code -> not list_contains(codes_with_pull, code)
            ),
            members.member_codes
        ) as missing_codes,
        list_transform(missing_codes, code -> members.name_of[code]) as missing_names,
        adds_up and part_count > 1 and not is_beyond_the_total and (
            len(missing_codes) = 0
            or is_reaching_the_total
            or coalesce(
                not has_all_levels
                and abs(100 - shares_pct) <= part_count * half_digit_pct(0),
                false
            )
        ) as is_complete_set,
        abs(total_yoy_pct) < least_growth_pct() as is_growth_too_small,
        '全部投资增速不足0.5%，不计算贡献率' as reason_too_small,
        total_yoy_pct - pulls_pp as residual_pp,
        half_digit_pct(total_yoy_printed_pct) + parts_rounding_pp as set_rounding_pp,
        is_complete_set and abs(residual_pp) > largest_residual_pp() as is_basis_different,
        is_complete_set and not is_basis_different
        and round(abs(residual_pp), 9) > round(set_rounding_pp, 9) as has_residual

    from sets_summed

    left join members
        on sets_summed.breakdown = members.breakdown

),

reasons_given as (

    select
        * replace (case when not is_basis_different then pull_pp end as pull_pp),
        case
            when total_yoy_pct is null then '全部投资没有可用的增速'
            when yoy_pct is null and has_incomparable_series
                then '没有公布增速，总量与上年不可比'
            when yoy_pct is null then '没有增速'
            when not is_on_one_basis then '增速与全部投资的增速口径不同'
            when ytd_cny_10k is null and share_reported_pct is null
                then '没有总量和占比，不能计算拉动'
            when sets_judged.pull_pp is null then '不能由总量和增速反推上年同期数'
            when is_basis_different
                then '口径不一致：各分项加权增速为'
                    || shown_tenths(coalesce(yoy_pct(parts_cny_10k, parts_base_cny_10k), pulls_pp))
                    || '%，公布增速为' || shown_tenths(total_yoy_pct) || '%'
            when is_beyond_the_total then '分项之和大于全部投资'
            when adds_up and not is_complete_set
                then '分项不全，缺' || array_to_string(missing_names[:3], '、')
                    || case
                        when len(missing_names) > 3
                            then '等' || len(missing_names) || '项'
                        else ''
                    end
            when is_growth_too_small then reason_too_small
            else ''
        end as reason

    from sets_judged

),

with_the_residual as (

    select
        region_code,
        region_name,
        breakdown,
        indicator_code,
        indicator_name,
        sort_order,
        year,
        month,
        period_code,
        ytd_cny_10k,
        share_pct,
        base_cny_10k,
        increment_cny_10k,
        yoy_pct,
        total_yoy_pct,
        pull_pp,
        false as is_residual,
        is_complete_set,
        is_complete_set and not is_basis_different as has_shown_sum,
        reason = '' as is_safe_to_state,
        reason,
        case
            when has_levels then '拉动＝分项增量÷全部投资可比基数'
            when pull_pp is not null then '拉动＝占比×增速÷（1＋增速）×（1＋全部投资增速）'
        end as formula,
        concat_ws(
            '；', case when has_levels then level_source else share_source end, yoy_source,
            case when has_levels then total_level_source end, total_yoy_source
        ) as source,
        upload_id

    from reasons_given

    union all by name

    -- The line that makes the parts reach the published growth.
    select
        region_code,
        region_name,
        breakdown,
        'residual' as indicator_code,
        '其他及误差' as indicator_name,
        sort_order + 1 as sort_order,
        year,
        month,
        period_code,
        total_yoy_pct,
        residual_pp as pull_pp,
        true as is_residual,
        is_complete_set,
        true as has_shown_sum,
        not is_growth_too_small as is_safe_to_state,
        case when is_growth_too_small then reason_too_small else '' end as reason,
        '公布增速减各分项拉动之和' as formula,
        total_yoy_source as source,
        upload_id

    from reasons_given

    where is_last_of_set
        and has_residual

),

tenths_counted as (

    select
        *,
        whole_tenths(pull_pp) as sure_tenths,
        round(pull_pp * 10, 9) - sure_tenths as fraction,
        count(pull_pp) over one_set as shown_count,
        whole_tenths(one_decimal(total_yoy_pct)) - sum(sure_tenths) over one_set
            as tenths_to_give,
        row_number() over (
            partition by region_code, breakdown, year, month
            order by pull_pp is null, fraction desc, abs(pull_pp) desc, sort_order
        ) as place

    from with_the_residual

    window one_set as (partition by region_code, breakdown, year, month)

),

shown_to_the_reader as (

    -- Largest remainder: what the reader adds up is what the bureau printed.
    select
        * exclude (
            has_shown_sum, sure_tenths, fraction, shown_count, tenths_to_give, place
        ),
        case
            when not has_shown_sum then one_decimal(pull_pp)
            when pull_pp is not null
                then (
                    sure_tenths + floor(tenths_to_give / shown_count)
                    + (place <= tenths_to_give
                        - shown_count * floor(tenths_to_give / shown_count))::integer
                ) / 10
        end as pull_shown_pp,
        contribution_pct(pull_pp, total_yoy_pct) as contribution_pct

    from tenths_counted

)

select * from shown_to_the_reader;
