-- How do incoming rows differ from what counts now?
-- Grain: one row per incoming row. incoming_rows is registered by the caller. Rows are
-- the same by what they mean, not by how they are spelt: a newer upload may have called
-- the indicator otherwise. Amounts are compared exactly, rates as the reader sees them.
with

incoming as (

    select * from incoming_rows

),

labels as (

    select * from stg_label

),

stored as (

    select * from core_printed

),

incoming_meant as (

    select
        incoming.*,
        case when incoming.span = 'year' then 'ytd' else incoming.span end as meant_span,
        case
            when incoming.statistic = 'investment'
                then coalesce(labels.indicator_code, incoming.label_key)
            else incoming.label_key
        end as meaning,
        case
            when incoming.statistic = 'investment' and incoming.region_code <> '' then ''
            else incoming.region_label
        end as place,
        comparable_value(incoming.value, incoming.measure, incoming.unit) as compared_value

    from incoming

    left join labels
        on incoming.label_key = labels.label_key
        and period_code(incoming.year, incoming.month)
        between labels.valid_from and labels.valid_to

),

stored_meant as (

    select
        *,
        coalesce(indicator_code, label_key) as meaning,
        case
            when statistic = 'investment' and region_code <> '' then ''
            else region_label
        end as place,
        comparable_value(value, measure, unit) as compared_value

    from stored

),

newest_upload_only as (

    -- One upload may print a number twice, more and less exactly; any of them is it.
    select *
    from stored_meant
    qualify dense_rank() over (
        partition by region_code, place, statistic, meaning, year, month, span, measure
        order by accepted_at desc, upload_id
    ) = 1

),

newest_stored as (

    select
        region_code,
        place,
        statistic,
        meaning,
        year,
        month,
        span,
        measure,
        list(compared_value) as values_before,
        arg_max(printed, (scale_printed(value), -row_number)) as printed_before,
        arg_max(source, (scale_printed(value), -row_number)) as source_before

    from newest_upload_only

    group by all

),

compared as (

    select
        incoming_meant.row_number,
        incoming_meant.sheet,
        incoming_meant.cell,
        incoming_meant.label,
        incoming_meant.region_label,
        incoming_meant.printed,
        newest_stored.printed_before,
        newest_stored.source_before,
        case
            when newest_stored.values_before is null then 'new'
            when list_contains(newest_stored.values_before, incoming_meant.compared_value)
                then 'equal'
            else 'changed'
        end as state

    from incoming_meant

    left join newest_stored
        on incoming_meant.region_code = newest_stored.region_code
        and incoming_meant.place = newest_stored.place
        and incoming_meant.statistic = newest_stored.statistic
        and incoming_meant.meaning = newest_stored.meaning
        and incoming_meant.year = newest_stored.year
        and incoming_meant.month = newest_stored.month
        and incoming_meant.meant_span = newest_stored.span
        and incoming_meant.measure = newest_stored.measure

)

select * from compared
order by row_number
