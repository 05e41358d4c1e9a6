select distinct county_fips from stg_cms_ma_landscape_2022_offers where county_fips not in (select county_fips from county)
