import sql from "sql-template-tag";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pageUnder, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { Viewer } from "../identity/viewer.js";
import { TrackEnrolment } from "../tracks/enrolments/track-enrolment.entity.js";
import { badgeAddresses } from "./badge/badge-addresses.js";
import { Certificate } from "./certificate.entity.js";
import {
  CertificateConnection,
  certificateOfEnrolment,
  certificatesOfMember,
  stepsOfCertificate,
} from "./certificate.reads.js";
import type { CertificatesContext } from "./certificates.services.js";

@Resolver(() => Certificate)
export class CertificateResolver {
  @FieldResolver(() => [String], {
    description:
      "The titles of the steps that the member had done when it was issued, in order; a gathering or series that was hidden " +
      "since is called by its kind.",
  })
  steps(@Ctx() ctx: Context, @Root() { id }: Certificate): Promise<string[]> {
    return stepsOfCertificate(ctx, id);
  }

  @FieldResolver(() => String, {
    description:
      "The address of its page, at which anybody who has it sees the name of the member, what they completed and when, " +
      "and so verifies the certificate.",
  })
  url(@Ctx() ctx: Context, @Root() { id }: Certificate): string {
    return badgeAddresses(ctx.publicUrl()).certificate(id);
  }

  @FieldResolver(() => String, {
    description:
      "The address of the certificate as a PDF to print, for whoever has it; in the language of `?language=nl`, `fr` or " +
      "`en`, else the one that the browser asks for.",
  })
  pdfUrl(@Ctx() ctx: Context, @Root() { id }: Certificate): string {
    return `${badgeAddresses(ctx.publicUrl()).certificate(id)}.pdf`;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The address of the certificate as an Open Badges 3.0 credential, a signed JWT for digital wallets, for whoever has " +
      "it. Null where the operator has set no `DATA_KEY`, which the signing key is stored with.",
  })
  badgeUrl(@Ctx() { badgeKeys, publicUrl }: CertificatesContext, @Root() { id }: Certificate): string | null {
    return badgeKeys && `${badgeAddresses(publicUrl()).certificate(id)}.jwt`;
  }
}

@Resolver(() => TrackEnrolment)
export class EnrolmentCertificateResolver {
  @FieldResolver(() => Certificate, {
    nullable: true,
    description:
      "The certificate of the member for this track; null until the track is completed, and if the caller may not see the " +
      "member's profile.",
  })
  certificate(@Ctx() ctx: Context, @Root() { id }: TrackEnrolment): Promise<Certificate | null> {
    return certificateOfEnrolment(ctx, id);
  }
}

@Resolver(() => Viewer)
export class ViewerCertificatesResolver {
  @FieldResolver(() => CertificateConnection, {
    description: "The certificates of the learning tracks that the viewer completed, newest first.",
  })
  certificates(
    @Ctx() ctx: Context,
    @Root() { memberId }: Viewer,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Certificate>> {
    return pageUnder(ctx, CertificateConnection, certificatesOfMember, sql`n.member_id`, memberId, args);
  }
}
