-- How the inputs of a version were put together from the columns of its file, where a template said so.
-- What a file itself holds out is a split like any other (dataset_split), with -1 in the place of a share.
alter table dataset_version add column template text;
