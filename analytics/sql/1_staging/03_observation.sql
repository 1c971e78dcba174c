-- What was printed, typed: money in 万元, growth in percent, with its place and, of the
-- investment statistics, its indicator. Unknown labels stay, without one.
-- Grain: one row per printed number of an upload that counts. No sums, no picking.
create or replace view stg_observation as

with

observations as (

    select * from lake.raw_observation
    where is_touched(region_code)
        and is_touched_in(year, month)

),

labels as (

    select * from stg_label

),

uploads as (

    select * from stg_upload

),

placed_in_their_upload as (

    select
        ---------- keys
        observations.upload_id,
        observations.row_number,
        observations.statistic,
        observations.year,
        observations.month,
        observations.region_code,
        observations.label_key,

        ---------- a year's figure is that of months 1 to 12
        case when observations.span = 'year' then 'ytd' else observations.span end
            as span,

        ---------- as printed
        observations.region_label,
        observations.label,
        observations.section,
        observations.parent,
        observations.is_of_which,
        observations.table_title,
        observations.measure,
        observations.unit,
        observations.printed,
        observations.value,

        ---------- amounts, unit named in the column
        case
            when observations.measure = 'level'
                then to_cny_10k(observations.value, observations.unit)
        end as level_cny_10k,

        ---------- origin
        uploads.file,
        observations.sheet,
        observations.cell,
        uploads.sha256,
        uploads.sender,
        uploads.accepted_at

    from observations

    inner join uploads
        on observations.upload_id = uploads.upload_id

),

indicators_recognised as (

    select
        placed.*,
        labels.indicator_code

    from placed_in_their_upload as placed

    left join labels
        on placed.statistic = 'investment'
        and placed.label_key = labels.label_key
        and period_code(placed.year, placed.month) between labels.valid_from and labels.valid_to

)

select * from indicators_recognised;
