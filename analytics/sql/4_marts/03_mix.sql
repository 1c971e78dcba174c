-- What is the total made of, and how did the shares move in a year?
-- Grain: one row per region, indicator of a breakdown that adds up, and period; and one
-- row 其他 (is_remainder) where the parts listed miss the total beyond rounding.
-- Feeds: 结构. Overlapping breakdowns (领域, 其中) never get here.
create or replace view mart_mix as

with

growth as (

    select
        *,
        max(ytd_cny_10k) filter (where indicator_code = 'fixed_asset_investment')
            over place_and_time as total_cny_10k,
        max(level_source) filter (where indicator_code = 'fixed_asset_investment')
            over place_and_time as total_source,
        max(level_upload_id) filter (where indicator_code = 'fixed_asset_investment')
            over place_and_time as total_upload_id,
        max(level_rounding_cny_10k) filter (where indicator_code = 'fixed_asset_investment')
            over place_and_time as total_rounding_cny_10k,
        bool_or(has_incomparable_series) filter (
            where indicator_code = 'fixed_asset_investment'
        ) over place_and_time as is_total_incomparable

    from mart_growth

    where ytd_cny_10k is not null
        and (adds_up or indicator_code = 'fixed_asset_investment')

    window place_and_time as (partition by region_code, year, month)

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

parts as (

    select
        growth.*,
        sum(growth.ytd_cny_10k) over one_set as parts_cny_10k,
        list(growth.indicator_code) over one_set as listed_codes,
        sum_rounding(
            count(*) over one_set, min(growth.level_rounding_cny_10k) over one_set,
            growth.total_cny_10k, growth.total_rounding_cny_10k
        ) as rounding_cny_10k,
        row_number() over (
            partition by growth.region_code, growth.breakdown, growth.year, growth.month
            order by growth.sort_order desc
        ) = 1 as is_last_of_set

    from growth

    where growth.breakdown <> 'total'
        and growth.total_cny_10k is not null

    window one_set as (
        partition by growth.region_code, growth.breakdown, growth.year, growth.month
    )

),

sets_compared_with_the_total as (

    select
        parts.*,
        parts.total_cny_10k - parts.parts_cny_10k as missing_cny_10k,
        abs(missing_cny_10k) <= parts.rounding_cny_10k as is_complete_set,
        list_filter(members.member_codes, code -> not list_contains(parts.listed_codes, code))
            as missing_codes,
        case
            when not is_complete_set
                then array_to_string(
                    list_transform(missing_codes, code -> members.name_of[code]), '、'
                )
            else ''
        end as missing_parts

    from parts

    inner join members
        on parts.breakdown = members.breakdown

),

with_the_remainder as (

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
        total_cny_10k,
        parts_cny_10k,
        missing_cny_10k,
        missing_parts,
        is_complete_set,
        false as is_remainder,
        yoy_pct,
        has_incomparable_series or is_total_incomparable as is_on_another_basis,
        '' as set_key,
        level_source || ' ÷ ' || total_source as source,
        level_upload_id as upload_id,
        total_upload_id

    from sets_compared_with_the_total

    union all by name

    -- Parts that exceed the total leave no 其他; their gap is told all the same.
    select
        region_code,
        region_name,
        breakdown,
        'remainder' as indicator_code,
        '其他（总计减已列分项）' as indicator_name,
        sort_order + 1 as sort_order,
        year,
        month,
        period_code,
        missing_cny_10k as ytd_cny_10k,
        total_cny_10k,
        parts_cny_10k,
        missing_cny_10k,
        missing_parts,
        is_complete_set,
        true as is_remainder,
        null as yoy_pct,
        is_total_incomparable as is_on_another_basis,
        array_to_string(list_sort(listed_codes), ',') as set_key,
        '总计减已列分项之和：' || total_source as source,
        total_upload_id as upload_id,
        total_upload_id

    from sets_compared_with_the_total

    where is_last_of_set
        and not is_complete_set
        and missing_cny_10k > 0

),

shares_measured as (

    select
        *,
        pct(ytd_cny_10k, total_cny_10k) as share_pct

    from with_the_remainder

),

beside_last_year as (

    -- Last year's 其他 is the same thing only where the same parts are listed.
    select
        * exclude (set_key),
        max(share_pct) over a_year_before as share_last_year_pct,
        case
            when not is_on_another_basis
                then one_decimal(share_pct) - one_decimal(share_last_year_pct)
        end as share_change_pp,
        max(source) over a_year_before as last_year_source,
        max(upload_id) over a_year_before as last_year_upload_id,
        max(total_upload_id) over a_year_before as last_year_total_upload_id

    from shares_measured

    window a_year_before as (
        partition by region_code, breakdown, indicator_code, set_key
        order by period_number(year, month)
        range between 12 preceding and 12 preceding
    )

)

select * from beside_last_year;
