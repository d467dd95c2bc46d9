FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /warfront
COPY . .
RUN mvn -B -ntp -q -pl app -am package -DskipTests -Dformat.skip=true \
  && java -Djarmode=tools -jar app/target/warfront-app-*.jar extract --destination /program \
  && mv /program/warfront-app-*.jar /program/warfront.jar

FROM eclipse-temurin:25-jre
RUN useradd --system --no-create-home warfront && apt-get update && apt-get install -y --no-install-recommends curl \
  && apt-get clean && find /var/lib/apt/lists -type f -delete
COPY --from=build /program /program
# A start that ends before it needs a server leaves its classes, loaded and linked, to those that follow. Its secrets are none.
RUN WARFRONT_IDENTITY_ENCRYPTION_KEY=$(head -c 32 /dev/urandom | base64) WARFRONT_IDENTITY_ADMIN_LOGIN=nobody \
  WARFRONT_IDENTITY_ADMIN_PASSWORD=nobody-nobody-nobody SPRING_R2DBC_URL=r2dbc:postgresql://nobody@localhost/none \
  SPRING_KAFKA_BOOTSTRAP_SERVERS=localhost:9092 SPRING_FLYWAY_ENABLED=false \
  java -XX:AOTCacheOutput=/program/warfront.aot -Dspring.context.exit=onRefresh -XX:+UseCompactObjectHeaders -XX:MaxRAMPercentage=60 \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -jar /program/warfront.jar > /dev/null
USER warfront
EXPOSE 8080 7000
ENTRYPOINT ["java", "-XX:+UseCompactObjectHeaders", "-XX:AOTCache=/program/warfront.aot", "-XX:MaxRAMPercentage=60", \
  "-XX:MaxDirectMemorySize=256m", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", \
  "--sun-misc-unsafe-memory-access=allow", "-jar", "/program/warfront.jar"]
