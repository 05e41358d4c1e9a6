select area_id, kind
from area
cross join (values ('constituency'), ('county'), ('region'), ('town')) as wanted (kind)
anti join area_name using (area_id, kind)
