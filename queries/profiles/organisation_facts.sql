-- What the records say of an organisation, in one row; no row when none names it.
--
-- title   The organisation | 单位概况
-- reads   patents, trademarks, financing, expo_exhibitors, expo_editions, recognitions
-- param   organisation  name of the applicant, owner, firm or exhibitor
-- column  applicant_class  Applicant class | 申请人类别
-- column  owner_class      Owner class | 注册人类别
-- column  district_code    District | 区县
-- column  other_districts  Other districts in its records | 记录中的其他区县数
-- column  industry_code    Industrial chain | 产业链
-- column  other_industries Other chains in its records | 记录中的其他产业链数
-- column  known_since      Known since | 首次记录
-- column  last_on          Last record | 最近记录
-- column  patents          Patent applications [patents] | 专利申请 [件]
-- column  joint            Joint applications of others [patents] | 他人专利共同申请 [件]
-- column  marks            Trademarks [marks] | 商标 [件]
-- column  contracts        Financing contracts [contracts] | 融资合同 [份]
-- column  entries          Expo entries [entries] | 参展记录 [条]
-- column  titles           Titles recognised [titles] | 获认定称号 [项]

with held as (
    select
        'patent' as record,
        applicant_class,
        null::varchar as owner_class,
        district_code,
        industry_code,
        filed_on as first_on,
        greatest(filed_on, granted_on) as last_on
    from patents
    where applicant = $organisation
    union all
    select 'joint', null, null, null, null, filed_on, filed_on
    from patents
    where contains(co_applicants, $organisation)
      and list_contains(regexp_split_to_array(co_applicants, '\s*[;；,，、]\s*'), $organisation)
    union all
    select
        'mark',
        null,
        owner_class,
        district_code,
        industry_code,
        coalesce(filed_on, registered_on),
        greatest(filed_on, registered_on)
    from trademarks
    where owner = $organisation
    union all
    select 'contract', null, null, district_code, industry_code, signed_on, signed_on
    from financing
    where firm = $organisation
    union all
    select 'entry', null, null, shown.district_code, null, editions.starts_on, editions.starts_on
    from expo_exhibitors as shown
    left join expo_editions as editions on editions.edition = shown.edition
    where shown.exhibitor = $organisation
    union all
    select 'title', null, null, district_code, industry_code, recognised_on, recognised_on
    from recognitions
    where holder = $organisation
)

select
    mode(applicant_class order by applicant_class) as applicant_class,
    mode(owner_class order by owner_class) as owner_class,
    mode(district_code order by district_code) as district_code,
    greatest(count(distinct district_code) - 1, 0) as other_districts,
    mode(industry_code order by industry_code) as industry_code,
    greatest(count(distinct industry_code) - 1, 0) as other_industries,
    min(first_on) as known_since,
    max(last_on) as last_on,
    count(*) filter (record = 'patent') as patents,
    count(*) filter (record = 'joint') as joint,
    count(*) filter (record = 'mark') as marks,
    count(*) filter (record = 'contract') as contracts,
    count(*) filter (record = 'entry') as entries,
    count(*) filter (record = 'title') as titles
from held
having count(*) > 0
order by patents
