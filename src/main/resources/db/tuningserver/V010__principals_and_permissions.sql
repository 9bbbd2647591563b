-- Keys belong to a principal in a project; models are shared with principals. Runs unchanged on H2 (MODE=PostgreSQL) and PostgreSQL.

alter table project add column external_id varchar(30);
alter table project add constraint project_external_id unique (external_id);

-- Keys that were made before there were principals act as their project's own.
alter table api_key add column principal varchar(254);
update api_key set principal = cast(project as varchar(19)) || '@projects.internal';
alter table api_key alter column principal set not null;
create index api_key_by_principal on api_key (principal, project);

create table group_member (
    group_email varchar(254) not null,
    member      varchar(254) not null,
    primary key (group_email, member)
);
create index group_member_by_member on group_member (member, group_email);

-- email is null for everyone, and lower case otherwise. A principal has one permission on a model at most.
create table model_permission (
    tuned_model  varchar(40) not null references tuned_model (id) on delete cascade,
    id           varchar(21) not null,
    seq          bigint generated always as identity unique,
    grantee_type varchar(10) not null,
    email        varchar(254),
    role         varchar(10) not null,
    primary key (tuned_model, id),
    unique (tuned_model, email)
);
create index model_permission_by_email on model_permission (email, tuned_model);

-- Models that were made before belong to the principal of their project: its id is 1 and the project's number in 20 digits (see access.Principal).
insert into model_permission (tuned_model, id, grantee_type, email, role)
select id, '1' || lpad(cast(project as varchar(19)), 20, '0'), 'USER', cast(project as varchar(19)) || '@projects.internal', 'OWNER'
from tuned_model order by seq;
