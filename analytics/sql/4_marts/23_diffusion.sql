-- How many districts, or parts of a breakdown, rise, and how many speed up?
-- Grain: one row per region, grouping ('district' or a breakdown of three parts or more)
-- and period. Feeds: 总览, 增速, 讲话稿. Needs no levels. Published and computed growth
-- are never counted together.
create or replace view mart_diffusion as

with

growth as (

    select
        region_code,
        parent_region_code,
        indicator_code,
        breakdown,
        sort_order,
        year,
        month,
        period_code,
        one_decimal(yoy_pct) as yoy_pct,
        is_published,
        case
            when is_published = is_previous_published then one_decimal(previous_yoy_pct)
        end as previous_yoy_pct,
        case when previous_yoy_pct is not null then period_code(previous_year, previous_month) end
            as previous_period_code,
        yoy_change_pp,
        yoy_source,
        upload_id

    from mart_growth

    where yoy_pct is not null
        and breakdown <> 'project'

),

regions as (

    select * from core_region

),

members as (

    select
        * exclude (region_code, parent_region_code, breakdown),
        parent_region_code as region_code,
        'district' as grouping

    from growth

    where indicator_code = 'fixed_asset_investment'
        and parent_region_code <> ''

    union all by name

    select
        * exclude (parent_region_code, breakdown),
        breakdown as grouping

    from growth

    where breakdown <> 'total'

),

bases_known as (

    select
        *,
        bool_or(is_published) over (
            partition by region_code, grouping, year, month
        ) as has_published_sibling

    from members

),

counted as (

    select
        region_code,
        year,
        month,
        period_code,
        grouping,
        count(*) as part_count,
        count(*) filter (where yoy_pct > 0) as rising_count,
        count(*) filter (where yoy_pct < 0) as falling_count,
        count(*) filter (where yoy_pct = 0) as level_count,
        count(*) filter (where yoy_change_pp > 0) as faster_count,
        count(*) filter (where yoy_change_pp < 0) as slower_count,
        count(yoy_change_pp) as compared_count,
        count(*) filter (where previous_yoy_pct > 0) as risen_before_count,
        count(previous_yoy_pct) as known_before_count,
        max(previous_period_code) as previous_period_code,
        string_agg(yoy_source, '；' order by sort_order, yoy_source) as sources,
        max(upload_id) as upload_id

    from bases_known

    where is_published or not has_published_sibling

    group by region_code, year, month, period_code, grouping

    having part_count >= 3

),

shares_measured as (

    -- Before is told only of the same parts.
    select
        ---------- keys
        counted.region_code,
        regions.region_name,
        counted.year,
        counted.month,
        counted.period_code,
        counted.grouping,

        ---------- counts
        counted.part_count,
        counted.rising_count,
        counted.falling_count,
        counted.level_count,
        counted.faster_count,
        counted.slower_count,
        counted.compared_count,
        pct(counted.rising_count, counted.part_count) as rising_share_pct,
        pct(counted.faster_count, counted.compared_count) as faster_share_pct,
        case
            when counted.known_before_count = counted.part_count
                then counted.risen_before_count
        end as previous_rising_count,
        counted.previous_period_code,

        ---------- origin
        '按增速计数：' || counted.sources as source,
        counted.upload_id

    from counted

    inner join regions
        on counted.region_code = regions.region_code

)

select * from shares_measured;
