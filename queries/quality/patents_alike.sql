-- Patents of one applicant filed on one day under one title: most likely one application entered twice.
--
-- title   Patents that look alike | 疑似重复的专利
-- reads   patents
-- column  application_no  Application | 申请号
-- column  alike           Looks like | 疑似与之重复
-- column  applicant       Applicant | 申请人
-- column  title           Title | 名称
-- column  filed_on        Filed | 申请日
-- column  patent_type     Type | 专利类型
-- draw    table
-- note    One applicant, type, title and day of filing under two numbers. | 同一申请人、类型、名称、申请日而申请号不同。

with numbered as (
    select
        *,
        first_value(application_no) over pairs as alike
    from patents
    where applicant is not null
      and title is not null
    window pairs as (partition by applicant, title, filed_on, patent_type order by application_no)
)

select
    application_no,
    alike,
    applicant,
    title,
    filed_on,
    patent_type
from numbered
where application_no <> alike
order by applicant, filed_on, application_no
