package io.pitchpipe.start;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Another process that has a database's file open until its standard input ends. */
final class HoldsDatabase {

    private HoldsDatabase() {}

    public static void main(String[] address) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(address[0], "pitchpipe", "")) {
            System.out.print(connection.isValid(1) ? "open" : "shut");
            System.out.flush();
            System.in.read();
        }
    }
}
