-- Which senders have not reported the newest period their neighbours have?
-- Who reported once only has no rhythm to be held to.
with

uploads as (

    select * from core_upload
    where status = 'accepted'

),

printed as (

    select distinct upload_id, sender, year, month from core_printed
    where statistic = 'investment'

),

placed as (

    select
        printed.sender,
        uploads.region_code,
        regions.region_name,
        regions.parent_code,
        period_number(printed.year, printed.month) as period

    from printed

    inner join uploads
        on printed.upload_id = uploads.upload_id

    inner join core_region as regions
        on uploads.region_code = regions.region_code

),

senders as (

    select
        sender,
        region_code,
        region_name,
        parent_code,
        max(period) as newest

    from placed

    group by all

    having count(distinct period) > 1

),

beside_their_neighbours as (

    select
        *,
        max(newest) over (partition by parent_code) as newest_of_any

    from senders

    where parent_code <> ''

)

select
    region_code,
    region_name,
    period_code((newest_of_any - 1) // 12, (newest_of_any - 1) % 12 + 1) as period_code,
    sender || '　最近一期 ' || period_code((newest - 1) // 12, (newest - 1) % 12 + 1) as reason,
    '' as source
from beside_their_neighbours
where newest < newest_of_any
