import { DefaultNamingStrategy, type Table } from "typeorm";

const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
const tableName = (table: Table | string): string => (typeof table === "string" ? table : table.name).split(".").pop()!;
const joined = (columns: string[]): string => columns.map(snake).join("_");

/** Snake case, and the names that PostgreSQL itself gives to constraints, so that migrations need not name them. */
export class PostgresNaming extends DefaultNamingStrategy {
  override tableName(className: string, customName: string | undefined): string {
    return customName ?? snake(className);
  }
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? snake(propertyName);
  }
  override joinColumnName(relationName: string, referencedColumnName: string): string {
    return `${snake(relationName)}_${referencedColumnName}`;
  }
  override primaryKeyName(table: Table | string): string {
    return `${tableName(table)}_pkey`;
  }
  override foreignKeyName(table: Table | string, columns: string[]): string {
    return `${tableName(table)}_${joined(columns)}_fkey`;
  }
  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return `${tableName(table)}_${joined(columns)}_key`;
  }
  override indexName(table: Table | string, columns: string[]): string {
    return `${tableName(table)}_${joined(columns)}_idx`;
  }
}
