-- Organisations that share patent applications with one, those with most shared applications first.
--
-- title   Files patents with | 共同申请单位
-- reads   patents
-- param   organisation  name of the applicant
-- column  organisation  Organisation | 单位
-- column  shared        Shared applications [patents] | 共同申请 [件]

with joint as (
    select
        applicant,
        regexp_split_to_array(co_applicants, '\s*[;；,，、]\s*') as others
    from patents
    where co_applicants is not null
      and (applicant = $organisation or contains(co_applicants, $organisation))
),

partners as (
    select unnest(list_append(others, applicant)) as organisation
    from joint
    where applicant = $organisation or list_contains(others, $organisation)
)

select
    organisation,
    count(*) as shared
from partners
where organisation <> $organisation
  and organisation <> ''
group by organisation
order by shared desc, organisation
limit 10
